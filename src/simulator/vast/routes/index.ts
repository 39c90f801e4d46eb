import type { Endpoint } from '../http/endpoint';
import { accountEndpoints } from './account';
import { billingEndpoints } from './billing';
import { bulkEndpoints } from './bulk';
import { createEndpoints } from './create';
import { instanceEndpoints } from './instances';
import { keyEndpoints } from './keys';
import { manageEndpoints } from './manage';
import { offerEndpoints } from './offers';
import { remoteEndpoints } from './remote';
import { secretEndpoints } from './secrets';
import { templateEndpoints } from './templates';
import { volumeEndpoints } from './volumes';

/** Every endpoint that the simulator answers (vast-api.md section 0). */
export const endpoints: readonly Endpoint[] = [
  ...offerEndpoints,
  ...createEndpoints,
  ...instanceEndpoints,
  ...manageEndpoints,
  ...bulkEndpoints,
  ...remoteEndpoints,
  ...keyEndpoints,
  ...secretEndpoints,
  ...templateEndpoints,
  ...volumeEndpoints,
  ...billingEndpoints,
  ...accountEndpoints,
];
