import { decodeMsgpack } from '../codec/decode';
import { valueFromJson } from '../codec/decode-json';
import { encodeMsgpack } from '../codec/encode';
import { parseJson } from '../codec/json-parser';
import type { DynamicValue } from '../protocol/tfplugin6.generated';
import type { ValueType } from '../value/type';
import type { Value } from '../value/value';

const NO_BYTES = Buffer.alloc(0);

/**
 * Decodes a value of a type. Nothing at all is null.
 * @throws CodecError with the path when it does not fit the type.
 */
export function readDynamic(type: ValueType, dynamic: DynamicValue | undefined): Value {
  if (dynamic === undefined) return null;
  if (dynamic.msgpack.length > 0) return decodeMsgpack(type, dynamic.msgpack);
  return dynamic.json.length > 0 ? valueFromJson(type, parseJson(dynamic.json.toString('utf8'))) : null;
}

/**
 * Encodes a value of a type.
 * @throws CodecError with the path when it does not fit the type.
 */
export function writeDynamic(type: ValueType, value: Value): DynamicValue {
  return { msgpack: encodeMsgpack(type, value), json: NO_BYTES };
}
