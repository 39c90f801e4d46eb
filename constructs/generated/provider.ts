// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
// docs/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface VastaiProviderConfig {
  /**
  * API key. Better left out here: set `VAST_API_KEY`, or write it into the file of `config_file`.
  *
  * Docs at Terraform Registry: {@link docs/provider VastaiProvider#api_key}
  */
  readonly apiKey?: string;
  /**
  * Address of the API. Environment: `VAST_API_URL`. Default `https://console.vast.ai`.
  *
  * Docs at Terraform Registry: {@link docs/provider VastaiProvider#api_url}
  */
  readonly apiUrl?: string;
  /**
  * A `config.env` that may hold `VAST_API_KEY` and the like; relative to the working directory of Terraform.
  *
  * Docs at Terraform Registry: {@link docs/provider VastaiProvider#config_file}
  */
  readonly configFile?: string;
  /**
  * `http://host:port` of an HTTP CONNECT proxy that checks of rented machines go through. Environment: `VAST_CONNECT_PROXY`.
  *
  * Docs at Terraform Registry: {@link docs/provider VastaiProvider#connect_proxy}
  */
  readonly connectProxy?: string;
  /**
  * Most that the account may pay for everything that it runs, USD per hour. A create that would exceed it is refused before anything is rented. Default: no limit.
  *
  * Docs at Terraform Registry: {@link docs/provider VastaiProvider#max_total_price_per_hour}
  */
  readonly maxTotalPricePerHour?: number;
  /**
  * Alias name
  *
  * Docs at Terraform Registry: {@link docs/provider VastaiProvider#alias}
  */
  readonly alias?: string;
}

/**
* Represents a {@link docs/provider vastai}
*/
export class VastaiProvider extends cdktf.TerraformProvider {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "vastai";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a VastaiProvider resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the VastaiProvider to import
  * @param importFromId The id of the existing VastaiProvider that should be imported. Refer to the {@link docs/provider import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the VastaiProvider to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "vastai", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link docs/provider vastai} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options VastaiProviderConfig = {}
  */
  public constructor(scope: Construct, id: string, config: VastaiProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'vastai',
      terraformGeneratorMetadata: {
        providerName: 'vastai',
        providerVersion: '0.1.0',
        providerVersionConstraint: '0.1.0'
      },
      terraformProviderSource: 'vast-gpu.internal/vast-gpu/vastai'
    });
    this._apiKey = config.apiKey;
    this._apiUrl = config.apiUrl;
    this._configFile = config.configFile;
    this._connectProxy = config.connectProxy;
    this._maxTotalPricePerHour = config.maxTotalPricePerHour;
    this._alias = config.alias;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // api_key - computed: false, optional: true, required: false
  private _apiKey?: string; 
  public get apiKey() {
    return this._apiKey;
  }
  public set apiKey(value: string | undefined) {
    this._apiKey = value;
  }
  public resetApiKey() {
    this._apiKey = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiKeyInput() {
    return this._apiKey;
  }

  // api_url - computed: false, optional: true, required: false
  private _apiUrl?: string; 
  public get apiUrl() {
    return this._apiUrl;
  }
  public set apiUrl(value: string | undefined) {
    this._apiUrl = value;
  }
  public resetApiUrl() {
    this._apiUrl = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get apiUrlInput() {
    return this._apiUrl;
  }

  // config_file - computed: false, optional: true, required: false
  private _configFile?: string; 
  public get configFile() {
    return this._configFile;
  }
  public set configFile(value: string | undefined) {
    this._configFile = value;
  }
  public resetConfigFile() {
    this._configFile = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get configFileInput() {
    return this._configFile;
  }

  // connect_proxy - computed: false, optional: true, required: false
  private _connectProxy?: string; 
  public get connectProxy() {
    return this._connectProxy;
  }
  public set connectProxy(value: string | undefined) {
    this._connectProxy = value;
  }
  public resetConnectProxy() {
    this._connectProxy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get connectProxyInput() {
    return this._connectProxy;
  }

  // max_total_price_per_hour - computed: false, optional: true, required: false
  private _maxTotalPricePerHour?: number; 
  public get maxTotalPricePerHour() {
    return this._maxTotalPricePerHour;
  }
  public set maxTotalPricePerHour(value: number | undefined) {
    this._maxTotalPricePerHour = value;
  }
  public resetMaxTotalPricePerHour() {
    this._maxTotalPricePerHour = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxTotalPricePerHourInput() {
    return this._maxTotalPricePerHour;
  }

  // alias - computed: false, optional: true, required: false
  private _alias?: string; 
  public get alias() {
    return this._alias;
  }
  public set alias(value: string | undefined) {
    this._alias = value;
  }
  public resetAlias() {
    this._alias = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get aliasInput() {
    return this._alias;
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      api_key: cdktf.stringToTerraform(this._apiKey),
      api_url: cdktf.stringToTerraform(this._apiUrl),
      config_file: cdktf.stringToTerraform(this._configFile),
      connect_proxy: cdktf.stringToTerraform(this._connectProxy),
      max_total_price_per_hour: cdktf.numberToTerraform(this._maxTotalPricePerHour),
      alias: cdktf.stringToTerraform(this._alias),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      api_key: {
        value: cdktf.stringToHclTerraform(this._apiKey),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      api_url: {
        value: cdktf.stringToHclTerraform(this._apiUrl),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      config_file: {
        value: cdktf.stringToHclTerraform(this._configFile),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      connect_proxy: {
        value: cdktf.stringToHclTerraform(this._connectProxy),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_total_price_per_hour: {
        value: cdktf.numberToHclTerraform(this._maxTotalPricePerHour),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      alias: {
        value: cdktf.stringToHclTerraform(this._alias),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
