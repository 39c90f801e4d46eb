import { type Cdktf, cdktfIn, prepareAppFolder } from './cdktf';
import { dollars, instanceLines, serviceLines } from './report';
import type { Stopwatch } from './stopwatch';
import { type DemoWorld, installKubernetes } from './world';

/** What the demo touches besides its own world. */
export interface DemoEffects {
  readonly print: (text: string) => void;
  /** Asks a yes-or-no question; answers true where nobody can be asked. */
  readonly confirm: (question: string) => Promise<boolean>;
  /** Ends the running command and everything below it. */
  readonly signal: AbortSignal;
  readonly stopwatch: Stopwatch;
}

const STACK = 'june-gpu';

/**
 * The main job from `config.env` to a cluster name and back, on the given world.
 * @throws on the first step that fails; nothing of the world is closed here
 */
export async function runDemo(world: DemoWorld, effects: DemoEffects): Promise<void> {
  const { print, signal, stopwatch } = effects;
  const title = (text: string): void => print(`\n== ${text}\n\n`);
  const indent = (lines: readonly string[]): void => print(lines.map((line) => `  ${line}\n`).join(''));

  title('Stand-ins on loopback');
  indent([`Vast.ai simulator   ${world.simulator.url}`, `Kubernetes API      ${world.kubernetes.url}`]);
  const provider = await stopwatch.measure('Kubernetes provider', () => installKubernetes(world));
  if (provider === 'stand-in') {
    indent(['hashicorp/kubernetes 2.38.0 cannot be had here: a stand-in with its schema takes its place']);
  }
  await prepareAppFolder(world.sandbox.dir);
  const cdktf: Cdktf = cdktfIn(world.sandbox.dir, world.env, print, signal);

  /** Shows the world from the outside, and returns what was shown. */
  const show = async () => {
    const instances = await world.instances();
    const { services, endpoints } = await world.services();
    print('\n  As the Vast API reports it:\n');
    indent(instanceLines(instances));
    print('\n  As the Kubernetes API reports it:\n');
    indent(serviceLines(services, endpoints));
    return {
      instances,
      wiring: JSON.stringify(endpoints.map(({ metadata, subsets }) => [metadata.name, subsets])),
    };
  };

  title('cdktf diff: an offer is chosen and pinned, the plan shows what it will cost');
  await stopwatch.measure('diff', () => cdktf(['diff', STACK]));
  if (!(await effects.confirm('Deploy? Everything is simulated and costs nothing.'))) return;

  title('cdktf deploy: the offer is rented, its services are awaited, the cluster names are wired');
  await stopwatch.measure('deploy', () => cdktf(['deploy', STACK, '--auto-approve']));
  const deployed = await show();

  title("The instance's external ports move behind Terraform's back: cdktf diff shows the drift");
  const [instance] = deployed.instances;
  if (instance === undefined) throw new Error('the deployment left no rental');
  world.simulator.control.movePorts(instance.id);
  const diff = await stopwatch.measure('diff after the move', () => cdktf(['diff', STACK]));
  if (!/will be updated in-place/.test(diff)) throw new Error(`the diff shows no drift:\n${diff}`);

  title('cdktf deploy: the Endpoints follow');
  await stopwatch.measure('deploy again', () => cdktf(['deploy', STACK, '--auto-approve']));
  const followed = await show();
  if (followed.wiring === deployed.wiring) throw new Error('the Endpoints did not follow the moved ports');

  title('cdktf destroy: nothing is left that costs money');
  await stopwatch.measure('destroy', () => cdktf(['destroy', STACK, '--auto-approve']));
  const { instances: left } = await show();
  if (left.length > 0) throw new Error(`${left.length} rental(s) outlived the destroy`);
  print('\n');
  indent([`The whole run would have cost ${dollars(world.simulator.world.money().spent)}.`]);
}
