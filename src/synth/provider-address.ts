/** Local name of the provider, and prefix of its resource types. */
export const PROVIDER_NAME = 'vastai';

/**
 * Source address of the provider (design.md D8): `.internal` can be registered by nobody, so no machine can ever
 * download somebody else's provider under this name. The host is written out, so that Terraform and OpenTofu look in
 * the same folder.
 */
export const PROVIDER_SOURCE = `vast-gpu.internal/vast-gpu/${PROVIDER_NAME}`;
