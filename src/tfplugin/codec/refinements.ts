import { ExactNumber, numberFromText } from '../value/number';
import { Unknown, unknown, type NumberBound, type Refinements } from '../value/unknown';
import { ArrayHeader, Extension, MapHeader, MsgpackReader, type Token } from './msgpack-reader';
import { MsgpackWriter } from './msgpack-writer';
import { writeNumber } from './numbers';

/** Extension code of an unknown value without refinements. */
const PLAIN_CODE = 0;
/** Extension code of an unknown value with refinements. */
const REFINED_CODE = 12;

/** Keys of the refinement map (plugin-protocol.md 6.5). */
const KEY = { nullness: 1, stringPrefix: 2, numberMin: 3, numberMax: 4, lengthMin: 5, lengthMax: 6 } as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Unknown value of an extension; codes that are not known are read as unknown without promises. */
export function readUnknown(extension: Extension): Unknown {
  if (extension.code !== REFINED_CODE) return unknown();
  const reader = new MsgpackReader(extension.data);
  const header = reader.next();
  if (!(header instanceof MapHeader)) return unknown();
  const refinements: Mutable<Refinements> = {};
  for (let index = 0; index < header.length; index += 1) {
    const key = reader.next();
    readRefinement(key, reader, refinements);
  }
  return unknown(refinements);
}

function readRefinement(key: Token, reader: MsgpackReader, into: Mutable<Refinements>): void {
  const value = readWhole(reader);
  if (key === KEY.nullness && value === false) into.notNull = true;
  if (key === KEY.stringPrefix && typeof value === 'string') into.stringPrefix = value;
  if (key === KEY.lengthMin && typeof value === 'number') into.lengthMin = value;
  if (key === KEY.lengthMax && typeof value === 'number') into.lengthMax = value;
  const bound = key === KEY.numberMin || key === KEY.numberMax ? readBound(value) : undefined;
  if (bound !== undefined) into[key === KEY.numberMin ? 'numberMin' : 'numberMax'] = bound;
}

type Whole = Exclude<Token, ArrayHeader | MapHeader> | readonly Whole[];

// Unknown keys may hold anything, so a value is always read to its end.
function readWhole(reader: MsgpackReader): Whole {
  const token = reader.next();
  if (token instanceof ArrayHeader) return Array.from({ length: token.length }, () => readWhole(reader));
  if (token instanceof MapHeader) return Array.from({ length: token.length * 2 }, () => readWhole(reader));
  return token;
}

function readBound(value: Whole): NumberBound | undefined {
  if (!Array.isArray(value)) return undefined;
  const [bound, inclusive] = value as readonly Whole[];
  if (typeof bound !== 'number' && typeof bound !== 'bigint' && typeof bound !== 'string') return undefined;
  return { value: String(bound), inclusive: inclusive === true };
}

/** Writes an unknown value with its refinements, never an empty map of them. */
export function writeUnknown(writer: MsgpackWriter, value: Unknown): void {
  const entries = refinementEntries(value.refinements);
  if (entries.length === 0) {
    writer.extension(PLAIN_CODE, Buffer.from([0]));
    return;
  }
  const inner = new MsgpackWriter();
  inner.mapHeader(entries.length);
  for (const [key, write] of entries) {
    inner.integer(key);
    write(inner);
  }
  writer.extension(REFINED_CODE, inner.finish());
}

type Entry = readonly [number, (writer: MsgpackWriter) => void];

function refinementEntries(refinements: Refinements): readonly Entry[] {
  const { notNull, stringPrefix, numberMin, numberMax, lengthMin, lengthMax } = refinements;
  const entries: Entry[] = [];
  if (notNull === true) entries.push([KEY.nullness, (writer) => writer.bool(false)]);
  if (stringPrefix !== undefined) entries.push([KEY.stringPrefix, (writer) => writer.string(stringPrefix)]);
  if (numberMin !== undefined) entries.push([KEY.numberMin, boundWriter(numberMin)]);
  if (numberMax !== undefined) entries.push([KEY.numberMax, boundWriter(numberMax)]);
  if (lengthMin !== undefined) entries.push([KEY.lengthMin, (writer) => writer.integer(lengthMin)]);
  if (lengthMax !== undefined) entries.push([KEY.lengthMax, (writer) => writer.integer(lengthMax)]);
  return entries;
}

function boundWriter(bound: NumberBound): (writer: MsgpackWriter) => void {
  return (writer) => {
    writer.arrayHeader(2);
    writeNumber(writer, numberFromText(bound.value) ?? new ExactNumber(bound.value));
    writer.bool(bound.inclusive);
  };
}
