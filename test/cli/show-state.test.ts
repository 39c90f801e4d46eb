import { showState, stateProblem } from '../../src/cli/show-state';
import { FakeTerraform, stateText } from '../support/synthesized';

const OF = { folder: '/app/gpu', name: 'the folder' };
const io = { env: { A: 'b' }, signal: new AbortController().signal };

test('a folder that is ready is only shown', async () => {
  const terraform = new FakeTerraform({ gpu: stateText([]) });
  expect(await showState(OF, { io, runTerraform: terraform.run })).toBe(stateText([]));
  expect(terraform.runs).toEqual(['gpu: show -json -no-color']);
});

test('another workspace is named by the environment, which is left as it is otherwise', async () => {
  const seen: unknown[] = [];
  const runTerraform = (_args: readonly string[], { env }: { readonly env: unknown }) => {
    seen.push(env);
    return Promise.resolve({ code: 0, stdout: '', stderr: '' });
  };
  await showState(OF, { io, runTerraform }, 'blue');
  await showState(OF, { io, runTerraform });
  expect(seen).toEqual([{ A: 'b', TF_WORKSPACE: 'blue' }, { A: 'b' }]);
});

test('says whose state failed, and what Terraform said', async () => {
  const terraform = new FakeTerraform({});
  await expect(showState(OF, { io, runTerraform: terraform.run })).rejects.toThrow(
    "the state of the folder cannot be read, 'terraform show -json' failed: Error: Backend initialization required",
  );
  terraform.init = { code: 1, stdout: '', stderr: 'no network' };
  await expect(showState(OF, { io, runTerraform: terraform.run })).rejects.toThrow(
    "the state of the folder cannot be read, 'terraform init' failed: no network",
  );
  expect(stateProblem(OF, 'is odd').message).toBe('the state of the folder is odd');
});
