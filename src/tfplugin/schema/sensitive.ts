import type { Attribute } from './attribute';
import type { Body } from './block';
import { isNested } from './implied-type';

/** Tells whether an attribute or a member of it is sensitive. */
export function isSensitive(attribute: Attribute): boolean {
  if (attribute.sensitive) return true;
  return isNested(attribute.type) && Object.values(attribute.type.attributes).some(isSensitive);
}

/** Tells whether anything in a body is sensitive. */
export function holdsSensitive(body: Body): boolean {
  return (
    Object.values(body.attributes).some(isSensitive) ||
    Object.values(body.blocks).some((inner) => holdsSensitive(inner.body))
  );
}
