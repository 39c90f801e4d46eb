// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
// docs/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataVastaiUserConfig extends cdktf.TerraformMetaArguments {
}

/**
* Represents a {@link docs/provider vastai_user}
*/
export class DataVastaiUser extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "vastai_user";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataVastaiUser resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataVastaiUser to import
  * @param importFromId The id of the existing DataVastaiUser that should be imported. Refer to the {@link docs/provider import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataVastaiUser to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "vastai_user", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link docs/provider vastai_user} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataVastaiUserConfig = {}
  */
  public constructor(scope: Construct, id: string, config: DataVastaiUserConfig = {}) {
    super(scope, id, {
      terraformResourceType: 'vastai_user',
      terraformGeneratorMetadata: {
        providerName: 'vastai',
        providerVersion: '0.1.0',
        providerVersionConstraint: '0.1.0'
      },
      provider: config.provider,
      dependsOn: config.dependsOn,
      count: config.count,
      lifecycle: config.lifecycle,
      provisioners: config.provisioners,
      connection: config.connection,
      forEach: config.forEach
    });
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // balance_usd - computed: true, optional: false, required: false
  public get balanceUsd() {
    return this.getNumberAttribute('balance_usd');
  }

  // credit_usd - computed: true, optional: false, required: false
  public get creditUsd() {
    return this.getNumberAttribute('credit_usd');
  }

  // email - computed: true, optional: false, required: false
  public get email() {
    return this.getStringAttribute('email');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
    };
    return attrs;
  }
}
