import type { Taken } from './defaults';
import { endpointsErrors, sliceErrors } from './endpoints-validation';
import { metadataErrors } from './field-errors';
import { dns1123Label } from './names';
import { serviceErrors } from './service-validation';
import type { KubernetesObject } from './shapes';
import type { FieldError } from './status';

/**
 * Every rule of kubernetes.md 2.1 and 6.1 that an object breaks, in the words of a real API server.
 *
 * @param object the object with its defaults
 * @param old the stored object when this is an update (immutable fields)
 * @param taken what other Services hold
 * @returns empty when the object may be stored
 */
export function validate(
  object: KubernetesObject,
  old: KubernetesObject | undefined,
  taken: Taken,
): FieldError[] {
  switch (object.kind) {
    case 'Service':
      return serviceErrors(object, old?.kind === 'Service' ? old : undefined, taken);
    case 'Endpoints':
      return endpointsErrors(object);
    case 'EndpointSlice':
      return sliceErrors(object, old?.kind === 'EndpointSlice' ? old : undefined);
    case 'Namespace':
      return metadataErrors(object.metadata, dns1123Label);
  }
}
