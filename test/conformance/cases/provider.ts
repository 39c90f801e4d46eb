import type { AcceptanceWorld } from '../../support/acceptance-world';
import type { Hcl, HclChange } from '../support/case';

/** A provider block that cannot be used. */
export interface ProviderFailure {
  readonly set: HclChange;
  readonly message: RegExp;
  /** The argument that Terraform must point at; undefined for the block as a whole. */
  readonly at: string | undefined;
}

/** What is to be shown of the provider block. */
export interface ProviderCase {
  /** A block with every argument that can be used at the same time. The environment gives nothing then. */
  readonly working: Hcl;
  /** Files beside the configuration. */
  readonly files: (world: AcceptanceWorld) => Readonly<Record<string, string>>;
  /** Values of the variables. */
  readonly variables: (world: AcceptanceWorld) => Readonly<Record<string, string>>;
  readonly failing: readonly ProviderFailure[];
}

/** The provider block. */
export const providerCase: ProviderCase = {
  working: {
    api_key: 'var.key',
    api_url: 'var.url',
    config_file: '"given.env"',
    connect_proxy: 'var.url',
    max_total_price_per_hour: '5',
  },
  files: () => ({ 'given.env': 'VAST_API_KEY=not-this-one\nVAST_API_URL=http://127.0.0.1:1\n' }),
  variables: ({ simulator }) => ({ key: simulator.apiKey, url: simulator.url }),
  failing: [
    { set: { api_key: null, config_file: null }, message: /API key is missing.*VAST_API_KEY/, at: undefined },
    { set: { api_url: '"ftp://example.com"' }, message: /api_url must begin with https/, at: 'api_url' },
    { set: { connect_proxy: '"https://127.0.0.1"' }, message: /connect_proxy must be/, at: 'connect_proxy' },
    { set: { max_total_price_per_hour: '0' }, message: /greater than 0/, at: 'max_total_price_per_hour' },
    { set: { api_key: '"two words"' }, message: /api_key must be one word/, at: 'api_key' },
    // What the platform says, not what the block does.
    { set: { api_key: '"wrong"' }, message: /key/, at: undefined },
  ],
};
