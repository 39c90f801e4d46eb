import { readinessBlock } from './hcl';

/** A readiness of the project's instance; `stt` are further members of its first service. */
export const readinessHcl = (stt: string, timeout = '6m'): string =>
  readinessBlock(
    'june',
    [`{ name = "june-stt", port = "8001/tcp", ${stt} },`, '{ name = "june-tts", port = "8000/tcp" },'],
    [`timeouts = { create = "${timeout}", update = "${timeout}" }`],
  );
