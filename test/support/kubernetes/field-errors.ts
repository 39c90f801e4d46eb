import { labelValue, qualifiedName } from './names';
import type { Metadata } from './shapes';
import type { FieldError } from './status';

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[]string{${value.map(show).join(', ')}}`;
  return String(value);
}

function refused(reason: string, label: string, field: string, detail: string): FieldError {
  return { reason, message: detail === '' ? label : `${label}: ${detail}`, field };
}

/** The field is missing. */
export const required = (field: string, detail = ''): FieldError =>
  refused('FieldValueRequired', 'Required value', field, detail);

/** The field may not be set here. */
export const forbidden = (field: string, detail: string): FieldError =>
  refused('FieldValueForbidden', 'Forbidden', field, detail);

/** The value occurs twice. */
export const duplicate = (field: string, value: unknown): FieldError =>
  refused('FieldValueDuplicate', 'Duplicate value', field, show(value));

/** The value is not allowed. */
export const invalid = (field: string, value: unknown, detail: string): FieldError =>
  refused('FieldValueInvalid', `Invalid value: ${show(value)}`, field, detail);

/** One error for each problem with one value. */
export const each = (field: string, value: unknown, problems: readonly string[]): FieldError[] =>
  problems.map((problem) => invalid(field, value, problem));

/** Nothing, or what is wrong with a value of a fixed list. */
export function oneOf(field: string, value: string | undefined, allowed: readonly string[]): FieldError[] {
  if (value === undefined || value === '') return [required(field)];
  if (allowed.includes(value)) return [];
  const supported = `supported values: ${allowed.map(show).join(', ')}`;
  return [refused('FieldValueNotSupported', `Unsupported value: ${show(value)}`, field, supported)];
}

/** Protocols that a port may name. */
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** What is wrong with name, labels and annotations. `nameProblems` is the kind's rule for names. */
export function metadataErrors(metadata: Metadata, nameProblems: (name: string) => string[]): FieldError[] {
  const labels = Object.entries(metadata.labels ?? {});
  return [
    ...each('metadata.name', metadata.name, nameProblems(metadata.name ?? '')),
    ...labels.flatMap(([key]) => each('metadata.labels', key, qualifiedName(key))),
    ...labels.flatMap(([, value]) => each('metadata.labels', value, labelValue(value))),
    ...Object.keys(metadata.annotations ?? {}).flatMap((key) =>
      each('metadata.annotations', key, qualifiedName(key.toLowerCase())),
    ),
  ];
}
