import { readFileSync } from 'node:fs';
import path from 'node:path';

import { CliFailure } from './io';
import { at, objectIn, textIn, type Json } from './json-read';

/** The resource type of a rented instance. */
export const INSTANCE_TYPE = 'vastai_instance';

/** One stack of the synthesized output. */
export interface SynthesizedStack {
  /** First part of the paths of its constructs. */
  readonly constructPath: string;
  /** Absolute path of the folder that Terraform runs in. */
  readonly folder: string;
  /**
   * Instances of the configuration by their Terraform address, with the path of the `VastGpuInstance` that they belong
   * to; undefined for one that was made without that construct.
   */
  readonly instances: ReadonlyMap<string, string | undefined>;
  /** Addresses of the instances by their claim, where the configuration has one. */
  readonly claims: ReadonlyMap<string, string>;
}

/** Name of the resource among the children of `VastGpuInstance`. */
const RESOURCE_CHILD = '/Resource';

const AGAIN = "run 'cdktf synth' again";

function readJson(file: string): Json {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CliFailure(
      `${file} cannot be read (${textIn(at(error, 'code')) ?? 'unknown error'}); ` +
        "run 'cdktf synth' first, or name its output folder with --output",
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CliFailure(`${file} is not JSON; ${AGAIN}`);
  }
  const object = objectIn(value);
  if (object === undefined) throw new CliFailure(`${file} does not hold a JSON object; ${AGAIN}`);
  return object;
}

function constructOf(resource: unknown): string | undefined {
  const own = textIn(at(resource, '//', 'metadata', 'path'));
  return own?.endsWith(RESOURCE_CHILD) === true ? own.slice(0, -RESOURCE_CHILD.length) : undefined;
}

function instancesIn(config: Json): Pick<SynthesizedStack, 'instances' | 'claims'> {
  const resources = Object.entries(objectIn(at(config, 'resource', INSTANCE_TYPE)) ?? {}).map(
    ([name, resource]) => ({ address: `${INSTANCE_TYPE}.${name}`, resource }),
  );
  return {
    instances: new Map(resources.map(({ address, resource }) => [address, constructOf(resource)])),
    claims: new Map(
      resources.flatMap(({ address, resource }): [string, string][] => {
        const claim = textIn(at(resource, 'claim'));
        return claim === null ? [] : [[claim, address]];
      }),
    ),
  };
}

/**
 * The stacks of a synthesized app, in the order of the manifest.
 * @param output absolute path of the output folder
 * @throws CliFailure naming the file that is missing or not what cdktf writes
 */
export function readStacks(output: string): readonly SynthesizedStack[] {
  const manifest = path.join(output, 'manifest.json');
  const stacks = objectIn(readJson(manifest)['stacks']);
  if (stacks === undefined) throw new CliFailure(`${manifest} has no 'stacks'; ${AGAIN}`);
  return Object.entries(stacks).map(([name, stack]) => {
    const text = (member: string): string => {
      const value = textIn(at(stack, member));
      if (value === null) throw new CliFailure(`${manifest}: stack '${name}' has no '${member}'; ${AGAIN}`);
      return value;
    };
    return {
      constructPath: text('constructPath'),
      folder: path.resolve(output, text('workingDirectory')),
      ...instancesIn(readJson(path.resolve(output, text('synthesizedStackPath')))),
    };
  });
}
