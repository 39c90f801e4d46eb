import type { AcceptanceWorld } from '../../support/acceptance-world';

/** A JSON object as the platform sends it. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Asks the platform by itself, past the provider: reads with GET, or sends a body with POST.
 * @throws Error with the answer when it is no success
 */
export async function ask(world: AcceptanceWorld, path: string, body?: Row): Promise<Row> {
  return (await send(world, path, body)) as Row;
}

/** As `ask`, for an answer that is a list. The platform says 404 for an empty one. */
export async function askList(world: AcceptanceWorld, path: string): Promise<readonly Row[]> {
  return (await send(world, path, undefined, [])) as readonly Row[];
}

async function send(
  world: AcceptanceWorld,
  path: string,
  body?: Row,
  on404?: readonly Row[],
): Promise<unknown> {
  const { url, apiKey } = world.simulator;
  const response = await fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status === 404 && on404 !== undefined) return on404;
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  return JSON.parse(text);
}

/** An instance as the platform describes it. */
export async function instanceRow(world: AcceptanceWorld, id: unknown): Promise<Row> {
  const { instances } = await ask(world, `/api/v0/instances/${String(id)}/`);
  return instances as Row;
}
