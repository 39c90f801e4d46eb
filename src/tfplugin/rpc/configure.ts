import { viewBody } from '../convert/view';
import type { ConfigureProvider_Request } from '../protocol/tfplugin6.generated';
import { impliedType } from '../schema/implied-type';
import { readDynamic } from './dynamic-value';
import type { Scope } from './scope';

/** Makes the client for this walk. */
export async function configureProvider(scope: Scope, request: ConfigureProvider_Request): Promise<void> {
  const { runtime } = scope;
  const { body } = runtime.provider.schema;
  const config = viewBody(body, readDynamic(impliedType(body), request.config));
  const context = { ...scope.context, config, terraformVersion: request.terraformVersion };
  // The view has the type that the schema stands for, which is the type of the context.
  runtime.setClient(await runtime.provider.configure(context as never));
}
