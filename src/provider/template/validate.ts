import { isUnknown, type ValidateResourceContext } from '../../tfplugin';
import { type TemplateProblem, templateProblems } from '../../vast';
import { known, listOf } from '../instance/configured';
import type { TemplateBody } from './schema';

const ATTRIBUTES: Readonly<Record<TemplateProblem['field'], string>> = {
  name: 'name',
  image: 'image',
  env: 'env',
  ports: 'ports',
  args: 'args',
  recommendedDiskGb: 'recommended_disk_gb',
};

/** What only the platform's limits know to be wrong. Unknown values are left for later. */
export function validateTemplate({ config, error }: ValidateResourceContext<TemplateBody>): void {
  const problems = templateProblems({
    image: known(config.image),
    env: Object.fromEntries(
      Object.entries(known(config.env) ?? {}).map(([name, value]) => [name, isUnknown(value) ? '' : value]),
    ),
    ports: listOf(config.ports) ?? [],
    onstart: known(config.onstart),
    args: known(config.args),
  });
  for (const { field, message } of problems) {
    const attribute = ATTRIBUTES[field];
    error({ summary: `Unusable ${attribute}`, detail: message, path: [attribute] });
  }
}
