import type { Contract } from './model';

/** The environment inside a running container (vast-api.md 4.5): what was asked for, the account's secrets, and Vast's own. */
export function containerEnv(contract: Contract): Readonly<Record<string, string>> {
  const env: Record<string, string> = { ...Object.fromEntries(contract.secrets) };
  for (const [key, value] of contract.env) if (!key.startsWith('-')) env[key] = value;
  env.CONTAINER_ID = String(contract.id);
  env.CONTAINER_API_KEY = contract.instanceKey.key;
  env.VAST_CONTAINERLABEL = `C.${contract.id}`;
  env.GPU_COUNT = String(contract.gpus);
  env.DATA_DIRECTORY = '/workspace/';
  if (contract.imageRuntype.includes('jupyter')) env.JUPYTER_TOKEN = contract.jupyterToken;
  const keys = [...contract.sshKeys.values()].map((key) => key.publicKey);
  if (keys.length > 0) env.SSH_PUBLIC_KEY = keys.join('\n');
  if (contract.ports) env.PUBLIC_IPADDR = contract.machine.spec.publicIp;
  for (const [key, port] of contract.ports ?? []) {
    const [number = '', protocol = 'tcp'] = key.split('/');
    // An identity port is asked for by the number above the range of TCP, and found under that number.
    const identity = Number(number) === port ? identityRequest(contract) : null;
    env[`VAST_${protocol.toUpperCase()}_PORT_${identity ?? number}`] = String(port);
  }
  return env;
}

function identityRequest(contract: Contract): string | null {
  for (const [key] of contract.env) {
    const match = /^-p\s+(?:\d+:)?(\d{5,})/.exec(key);
    if (match?.[1] !== undefined && Number(match[1]) >= 70_000) return match[1];
  }
  return null;
}
