/**
 * A place inside a resource: attribute names, list indexes and map keys from the outside in, for example
 * `['offers', 0, 'price_per_hour']` or `['env', 'PORT']`. Whether a text is an attribute or a map key
 * follows from the schema.
 */
export type Path = readonly (string | number)[];

/**
 * Writes a path the way Terraform does: `offers[0].price_per_hour`, `env["8001/tcp"]`.
 * Keys that could be an attribute name are written with a dot, since a path alone cannot tell.
 */
export function formatPath(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text === '' ? '(whole object)' : text;
}
