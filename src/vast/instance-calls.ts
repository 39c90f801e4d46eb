import type { InstanceFilters, VastClient } from './api';
import {
  type Caller,
  IDEMPOTENT_WRITE,
  parseRows,
  READ,
  refuseUnsendable,
  senseless,
  SINGLE_WRITE,
} from './caller';
import { createBody, createRequestProblems, createSecrets } from './create-request';
import { environmentSecrets } from './environment';
import { NotFoundError, TransientError } from './errors';
import { type Instance, parseInstance } from './instance';
import { instanceUpdateBody, instanceUpdateProblems } from './instance-update';
import { CREATE_LIMITS } from './launch-checks';
import { toId, toText } from './lenient';
import { LIMITS } from './limits';

/** The largest page that the list gives (vast-api.md 4.1). */
const PAGE_SIZE = 25;
/** 25,000 instances: more pages than that are a server that never ends its walk. */
const MAX_PAGES = 1000;

type InstanceCalls = Pick<
  VastClient,
  | 'createInstance'
  | 'readInstance'
  | 'listInstances'
  | 'setState'
  | 'setLabel'
  | 'destroyInstance'
  | 'updateInstance'
  | 'recycleInstance'
  | 'changeBid'
>;

/** The calls about rented instances (vast-api.md 3 to 5.4). */
export function instanceCalls(call: Caller): InstanceCalls {
  const manage = (
    id: number,
    body: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ): Promise<void> => {
    const request = { method: 'PUT', path: `/api/v0/instances/${id}/`, body } as const;
    return call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.manage, signal }, () => undefined);
  };

  return {
    async createInstance(offerId, request, signal) {
      const http = { method: 'PUT', path: `/api/v0/asks/${offerId}/`, body: createBody(request) } as const;
      refuseUnsendable(
        http,
        createRequestProblems(request).map((problem) => problem.message),
      );
      const paying = { ...SINGLE_WRITE, kind: { write: true, create: true } } as const;
      const options = { ...paying, limit: LIMITS.create, secrets: createSecrets(request), signal };
      return call(http, options, (body) => {
        const instanceId = toId(body['new_contract']);
        if (instanceId === undefined) throw senseless(http, 'success without new_contract', true);
        return { instanceId };
      });
    },

    async readInstance(id, signal) {
      const request = { method: 'GET', path: `/api/v0/instances/${id}/`, query: { owner: 'me' } } as const;
      try {
        return await call(request, { ...READ, limit: LIMITS.readOne, signal }, (body) => {
          const answer = body['instances'];
          const value: unknown = Array.isArray(answer) ? (answer.length === 0 ? null : answer[0]) : answer;
          if (value === null) return null;
          const instance = parseInstance(value);
          // Anything but a plain "none" must not count as gone.
          if (instance?.id !== id) throw senseless(request, `no instance ${id}`);
          return instance;
        });
      } catch (error) {
        if (error instanceof NotFoundError) return null;
        throw error;
      }
    },

    async listInstances(filters, signal, onPage) {
      const found = new Map<number, Instance>();
      const tokens = new Set<string>();
      let token: string | undefined;
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const request = listRequest(filters, token);
        const { rows, next } = await call(request, { ...READ, limit: LIMITS.list, signal }, (body) => ({
          rows: parseRows(request, body['instances'], 'instance', parseInstance),
          next: toText(body['next_token']),
        }));
        for (const instance of rows) found.set(instance.id, instance);
        onPage?.(rows);
        if (next === undefined) return [...found.values()];
        if (tokens.has(next)) throw senseless(request, 'the same page twice');
        tokens.add(next);
        token = next;
      }
      throw new TransientError(`GET /api/v1/instances/ did not end after ${MAX_PAGES} pages.`, {
        endpoint: 'GET /api/v1/instances/',
        ambiguous: false,
      });
    },

    setState: (id, state, signal) => manage(id, { state }, signal),
    setLabel: (id, label, signal) => manage(id, { label }, signal),

    async destroyInstance(id, signal) {
      const request = { method: 'DELETE', path: `/api/v0/instances/${id}/`, body: {} } as const;
      try {
        await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.destroy, signal }, () => undefined);
        return 'destroyed';
      } catch (error) {
        if (error instanceof NotFoundError) return 'already-gone';
        throw error;
      }
    },

    async updateInstance(id, change, signal) {
      const path = `/api/v0/instances/update_template/${id}/`;
      const request = { method: 'PUT', path, body: instanceUpdateBody(id, change) } as const;
      refuseUnsendable(request, instanceUpdateProblems(change));
      const secrets = environmentSecrets(change.env);
      await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.update, secrets, signal }, () => undefined);
    },

    async recycleInstance(id, signal) {
      const request = { method: 'PUT', path: `/api/v0/instances/recycle/${id}/`, body: {} } as const;
      await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.recycle, signal }, () => undefined);
    },

    async changeBid(id, pricePerHour, signal) {
      const body = { client_id: 'me', price: pricePerHour };
      const request = { method: 'PUT', path: `/api/v0/instances/bid_price/${id}/`, body } as const;
      const { minBidPerHour } = CREATE_LIMITS;
      // The platform knows the upper limit: 32 USD for each GPU (vast-api.md 5.4).
      if (!(pricePerHour >= minBidPerHour && Number.isFinite(pricePerHour))) {
        refuseUnsendable(request, [
          `A bid must be at least ${minBidPerHour} USD per hour, not ${pricePerHour}.`,
        ]);
      }
      await call(request, { ...IDEMPOTENT_WRITE, limit: LIMITS.bid, signal }, () => undefined);
    },
  };
}

function listRequest(filters: InstanceFilters | undefined, token: string | undefined) {
  return {
    method: 'GET',
    path: '/api/v1/instances/',
    query: {
      limit: String(PAGE_SIZE),
      ...(filters === undefined ? {} : { select_filters: JSON.stringify(filters) }),
      ...(token === undefined ? {} : { after_token: token }),
    },
  } as const;
}
