import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';

import { literal } from '../../constructs/literal';
import { testApp } from '../support/template';

test.each([
  ['echo ${HOME}', 'echo $${HOME}'],
  ['%{ if x }', '%%{ if x }'],
  ['$HOME 5% {x} $ {y}', '$HOME 5% {x} $ {y}'],
  ['$${already}', '$$${already}'],
  ['', ''],
])('%s becomes %s', (text, escaped) => {
  expect(literal(text)).toBe(escaped);
});

test('tokens inside the text stay tokens', () => {
  const stack = new TerraformStack(testApp(), 'x');
  const name = new TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
  new TerraformOutput(stack, 'text', { value: literal(`\${HOME}/${name}`) });
  expect(Testing.synth(stack)).toContain('"value": "$${HOME}/${var.name}"');
});
