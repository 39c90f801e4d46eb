import { envFlagProblem, readEnvFlags, writeEnvFlags } from './env-flags';
import { checkEnvironment, checkImage, checkStart, type Report } from './launch-checks';
import { isRecord, lenient, readFields, toId, toText } from './lenient';

/** What a template says, to be changed or made (vast-api.md 5.8). What is left out stays as it is, or is empty. */
export interface TemplateFields {
  readonly name?: string | undefined;
  /** Image without its tag. */
  readonly image?: string | undefined;
  readonly tag?: string | undefined;
  /** Variables; on the wire they travel as docker flags with the ports, so neither is changed without the other. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Container ports to publish, as `8001/tcp`. */
  readonly ports?: readonly string[] | undefined;
  readonly onstart?: string | undefined;
  readonly args?: string | undefined;
  readonly runtype?: 'ssh' | 'jupyter' | 'args' | undefined;
  readonly sshDirect?: boolean | undefined;
  readonly jupyterDirect?: boolean | undefined;
  readonly recommendedDiskGb?: number | undefined;
  readonly description?: string | undefined;
  readonly readme?: string | undefined;
  readonly private?: boolean | undefined;
}

/** A template as the platform reports it. */
export interface Template extends TemplateFields {
  /** Stays the same for life. */
  readonly id: number;
  /** Hash of the content: changes with every edit. This is what an instance is created from. */
  readonly hashId: string;
}

/** One thing that the platform would refuse or misread, with the field that it concerns. */
export interface TemplateProblem {
  readonly field: 'name' | 'image' | 'env' | 'ports' | 'args' | 'recommendedDiskGb';
  readonly message: string;
}

/** Everything in a template that the platform would refuse, or read as something else; never shows a value of `env`. */
export function templateProblems(fields: TemplateFields): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const report: Report<TemplateProblem['field']> = (field, message) => {
    problems.push({ field, message });
  };
  const { name, image, env, ports, recommendedDiskGb } = fields;
  if (name?.trim() === '') report('name', 'The name of a template must not be empty.');
  if (image !== undefined) checkImage(image, report);
  if ((env === undefined) !== (ports === undefined)) {
    report('env', 'Variables and ports can only be changed together: the platform keeps them in one text.');
  }
  checkEnvironment(fields, report);
  for (const [key, value] of Object.entries(env ?? {})) {
    const problem = envFlagProblem(value);
    if (problem !== undefined) {
      report(
        'env',
        `The value of ${key} ${problem}, which a template cannot hold: set it on the instance instead.`,
      );
    }
  }
  checkStart(fields.onstart, fields.args === undefined ? undefined : [fields.args], report);
  if (recommendedDiskGb !== undefined && !(recommendedDiskGb > 0 && Number.isFinite(recommendedDiskGb))) {
    report('recommendedDiskGb', `The recommended disk must be more than 0 GB, not ${recommendedDiskGb}.`);
  }
  return problems;
}

/** The fields as the template endpoints take them (vast-api.md 5.8). */
export function templateBody(fields: TemplateFields): Readonly<Record<string, unknown>> {
  const { runtype } = fields;
  const body = {
    name: fields.name,
    image: fields.image,
    tag: fields.tag,
    env: fields.env === undefined ? undefined : writeEnvFlags(fields),
    onstart: fields.onstart,
    args_str: fields.args,
    runtype,
    // The flag beside the run type that the official client sends: every run type but `args` has a shell.
    use_ssh: runtype === undefined ? undefined : runtype !== 'args',
    ssh_direct: fields.sshDirect,
    jup_direct: fields.jupyterDirect,
    recommended_disk_space: fields.recommendedDiskGb,
    desc: fields.description,
    readme: fields.readme,
    readme_visible: fields.readme === undefined ? undefined : fields.readme !== '',
    private: fields.private,
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

const wireTemplate = {
  name: lenient.text,
  image: lenient.text,
  tag: lenient.text,
  env: lenient.raw,
  onstart: lenient.script,
  args_str: lenient.text,
  runtype: lenient.text,
  ssh_direct: lenient.flag,
  jup_direct: lenient.flag,
  recommended_disk_space: lenient.number,
  desc: lenient.script,
  readme: lenient.script,
  private: lenient.flag,
};

/** One template of a list or an answer. Returns undefined without id or hash: a broken answer, never "none". */
export function parseTemplate(value: unknown): Template | undefined {
  if (!isRecord(value)) return undefined;
  const id = toId(value['id']);
  const hashId = toText(value['hash_id']);
  if (id === undefined || hashId === undefined) return undefined;
  const wire = readFields(wireTemplate, value);
  return {
    id,
    hashId,
    name: wire.name ?? undefined,
    image: wire.image ?? undefined,
    tag: wire.tag ?? undefined,
    ...readEnvFlags(typeof wire.env === 'string' ? wire.env : ''),
    onstart: wire.onstart ?? undefined,
    args: wire.args_str ?? undefined,
    runtype: RUNTYPES.find((known) => known === wire.runtype),
    sshDirect: wire.ssh_direct ?? undefined,
    jupyterDirect: wire.jup_direct ?? undefined,
    recommendedDiskGb: wire.recommended_disk_space ?? undefined,
    description: wire.desc ?? undefined,
    readme: wire.readme ?? undefined,
    private: wire.private ?? undefined,
  };
}

const RUNTYPES = ['ssh', 'jupyter', 'args'] as const;
