import { Token } from 'cdktf';
import type { Construct } from 'constructs';

import { OfferBook } from '../src/synth';
import { defined } from './defined';
import { VastaiProvider as VastaiProviderBinding } from './generated/provider';

/** Where the provider finds the Vast.ai API. Every member can also come from the environment or `config.env`. */
export interface VastaiProviderProps {
  /**
   * API key, as a token: a plain text would stand in the synthesized JSON.
   *
   * @default - `VAST_API_KEY` of the environment, else of the settings' file
   */
  readonly apiKey?: string;
  /**
   * Origin of the API.
   *
   * @default - `VAST_API_URL` of the environment, else of the settings' file, else `https://console.vast.ai`
   */
  readonly apiUrl?: string;
  /**
   * Path of the settings' file, relative to the stack's folder.
   *
   * @default - the `config.env` that `synthVast` was given settings from, if there is one
   */
  readonly configFile?: string;
  /**
   * `http://host:port` of an HTTP CONNECT proxy for connections to rented machines.
   *
   * @default - `VAST_CONNECT_PROXY` of the environment, else of the settings' file, else a direct connection
   */
  readonly connectProxy?: string;
  /**
   * Most that the account may pay for everything that it runs, USD per hour. A create that would exceed it is refused.
   *
   * @default - no limit
   */
  readonly maxTotalPricePerHour?: number;
  /**
   * Name by which resources choose this provider when a stack has several.
   *
   * @default - the stack's default provider
   */
  readonly alias?: string;
}

/**
 * The `vastai` provider of a stack. The key never passes through here: the provider reads it from the environment or
 * from the settings' file, whose path, relative to wherever `cdktf synth` writes the stack, is filled in by
 * `synthVast`.
 */
export class VastaiProvider extends VastaiProviderBinding {
  /** @throws Error when `apiKey` is a plain text */
  constructor(scope: Construct, id: string, props: VastaiProviderProps = {}) {
    if (props.apiKey !== undefined && !Token.isUnresolved(props.apiKey)) {
      throw new Error(
        'apiKey must be a token, such as the value of a sensitive TerraformVariable, because a plain text would be ' +
          'written to cdk.tf.json; or leave it out and set VAST_API_KEY',
      );
    }
    super(
      scope,
      id,
      defined({ ...props, configFile: props.configFile ?? OfferBook.of(scope).configFileOf(scope) }),
    );
  }
}
