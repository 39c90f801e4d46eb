import { vastaiProvider } from '../../../src/provider/provider';
import type {
  AnyDataSource,
  AnyFunction,
  AnyResource,
  Attribute,
  Attributes,
  Schema,
} from '../../../src/tfplugin';

/** The resources of the provider by type. */
export const resources: Readonly<Record<string, AnyResource<never>>> = vastaiProvider.resources ?? {};
/** The data sources of the provider by type. */
export const dataSources: Readonly<Record<string, AnyDataSource<never>>> = vastaiProvider.dataSources ?? {};

/** The functions of the provider by name. */
export const functions: Readonly<Record<string, AnyFunction>> = vastaiProvider.functions ?? {};

/** The top-level attributes that a configuration may set. */
export function argumentsOf({ body }: Schema): readonly (readonly [name: string, attribute: Attribute])[] {
  return Object.entries(body.attributes).filter(([, { presence }]) => presence !== 'computed');
}

/** Whether the schema of an attribute checks its value, at any depth. */
export function isChecked({ type, validators }: Attribute): boolean {
  const members: Attributes = type.kind === 'nested' ? type.attributes : {};
  return validators.length > 0 || Object.values(members).some(isChecked);
}

/** Whether an argument serves creation only. */
export function isCreationOnly({ planModifiers }: Attribute): boolean {
  return planModifiers.some(({ kind }) => kind === 'creationOnly');
}
