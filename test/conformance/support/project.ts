import type { Hcl, HclChange } from './case';

/** What every project of this suite begins with. */
export const HEADER = `terraform {
  required_providers {
    vastai = {
      source = "vast-gpu.internal/vast-gpu/vastai"
    }
  }
}
`;

/** A block with one argument a line: `resource "vastai_instance" "subject" { … }`. */
export function blockHcl(labels: readonly string[], body: Hcl): string {
  const [keyword = '', ...names] = labels;
  const head = [keyword, ...names.map((name) => JSON.stringify(name))].join(' ');
  const lines = Object.entries(body).map(([name, expression]) => `  ${name} = ${expression}\n`);
  return `${head} {\n${lines.join('')}}\n`;
}

/** The arguments with a change made. */
export function changed(hcl: Hcl, change: HclChange): Hcl {
  const all = Object.entries({ ...hcl, ...change });
  return Object.fromEntries(all.flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}
