import { Token } from 'cdktf';

import { defined } from './defined';
import type { InstanceConfig } from './generated/instance';
import { literal } from './literal';

/** How a host logs in to pull the image. */
export interface ImageLogin {
  /** Host of the registry, such as `ghcr.io`. */
  readonly registry: string;
  readonly username: string;
  /** As a token, such as the value of a sensitive `TerraformVariable`. */
  readonly password: string;
}

/** What runs on the machine. */
export interface ContainerProps {
  /**
   * Container image, with its tag.
   *
   * @default - the template's
   */
  readonly image?: string;
  /**
   * Hash of a template that fills in what is not set here.
   *
   * @default - none
   */
  readonly templateHashId?: string;
  /**
   * How the host logs in to pull the image.
   *
   * @default - the image is public
   */
  readonly imageLogin?: ImageLogin;
  /**
   * Environment of the container. It is stored in the Terraform state: secrets belong in `secretEnv`.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * Secret environment of the container, each value a token, such as the value of a sensitive `TerraformVariable`. It is in
   * no plan and no state. A change takes effect only together with `secretEnvVersion`.
   *
   * @default - none
   */
  readonly secretEnv?: Readonly<Record<string, string>>;
  /**
   * Any text that you change whenever `secretEnv` changes.
   *
   * @default - none
   */
  readonly secretEnvVersion?: string;
  /**
   * Runs instead of the image's entry point, for the `args` run type. `${…}` reaches it as it is.
   *
   * @default - the image's own entry point
   */
  readonly entrypoint?: string;
  /**
   * Arguments of the image's entry point. `${…}` is the container's business and reaches it as it is.
   *
   * @default - the image's own command
   */
  readonly args?: readonly string[];
  /**
   * Shell commands to run when the container starts, for a `runType` that has a shell. `${…}` reaches the shell.
   *
   * @default - none
   */
  readonly onStart?: string;
  /**
   * How the platform starts the container: `args` runs the image's entry point.
   *
   * @default 'args'
   */
  readonly runType?: string;
  /**
   * Public keys that may log in, besides those of the account, for a `runType` with SSH.
   *
   * @default - none
   */
  readonly sshPublicKeys?: readonly string[];
}

type ContainerArguments = Pick<
  InstanceConfig,
  | 'image'
  | 'templateHashId'
  | 'imageLogin'
  | 'env'
  | 'secretEnv'
  | 'secretEnvVersion'
  | 'entrypoint'
  | 'args'
  | 'onstart'
  | 'runtype'
  | 'sshPublicKeys'
>;

/** @throws Error that names the bad prop: nothing to run, or a secret that would be written to cdk.tf.json */
export function containerArguments(props: ContainerProps): ContainerArguments {
  if (props.image === undefined && props.templateHashId === undefined) {
    throw new Error('image or templateHashId is needed: there is nothing to run');
  }
  for (const [name, value] of Object.entries(props.secretEnv ?? {})) assertToken(`secretEnv.${name}`, value);
  if (props.imageLogin !== undefined) assertToken('imageLogin.password', props.imageLogin.password);
  const text = (value: string | undefined) => (value === undefined ? undefined : literal(value));
  return defined({
    image: props.image,
    templateHashId: props.templateHashId,
    imageLogin: props.imageLogin === undefined ? undefined : { ...props.imageLogin },
    env: props.env === undefined ? undefined : literalValues(props.env),
    secretEnv: props.secretEnv === undefined ? undefined : { ...props.secretEnv },
    secretEnvVersion: props.secretEnvVersion,
    entrypoint: text(props.entrypoint),
    args: props.args?.map(literal),
    onstart: text(props.onStart),
    runtype: props.runType,
    sshPublicKeys: props.sshPublicKeys === undefined ? undefined : [...props.sshPublicKeys],
  });
}

function assertToken(prop: string, value: string): void {
  if (Token.isUnresolved(value)) return;
  throw new Error(
    `${prop} must be a token, such as the value of a sensitive TerraformVariable, because a plain text would be written to cdk.tf.json`,
  );
}

function literalValues(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, literal(value)]));
}
