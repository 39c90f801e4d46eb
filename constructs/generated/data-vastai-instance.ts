// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
// docs/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataVastaiInstanceConfig extends cdktf.TerraformMetaArguments {
  /**
  * Number of the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiInstance#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id: string;
}
export interface DataVastaiInstanceSsh {
}

export function dataVastaiInstanceSshToTerraform(struct?: DataVastaiInstanceSsh): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataVastaiInstanceSshToHclTerraform(struct?: DataVastaiInstanceSsh): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataVastaiInstanceSshOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataVastaiInstanceSsh | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataVastaiInstanceSsh | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // host - computed: true, optional: false, required: false
  public get host() {
    return this.getStringAttribute('host');
  }

  // port - computed: true, optional: false, required: false
  public get port() {
    return this.getNumberAttribute('port');
  }

  // user - computed: true, optional: false, required: false
  public get user() {
    return this.getStringAttribute('user');
  }
}

/**
* Represents a {@link docs/provider vastai_instance}
*/
export class DataVastaiInstance extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "vastai_instance";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataVastaiInstance resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataVastaiInstance to import
  * @param importFromId The id of the existing DataVastaiInstance that should be imported. Refer to the {@link docs/provider import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataVastaiInstance to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "vastai_instance", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link docs/provider vastai_instance} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataVastaiInstanceConfig
  */
  public constructor(scope: Construct, id: string, config: DataVastaiInstanceConfig) {
    super(scope, id, {
      terraformResourceType: 'vastai_instance',
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
    this._id = config.id;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // claim - computed: true, optional: false, required: false
  public get claim() {
    return this.getStringAttribute('claim');
  }

  // disk_gb - computed: true, optional: false, required: false
  public get diskGb() {
    return this.getNumberAttribute('disk_gb');
  }

  // ends_at - computed: true, optional: false, required: false
  public get endsAt() {
    return this.getStringAttribute('ends_at');
  }

  // env_names - computed: true, optional: false, required: false
  public get envNames() {
    return this.getListAttribute('env_names');
  }

  // geolocation - computed: true, optional: false, required: false
  public get geolocation() {
    return this.getStringAttribute('geolocation');
  }

  // gpu_memory_gb - computed: true, optional: false, required: false
  public get gpuMemoryGb() {
    return this.getNumberAttribute('gpu_memory_gb');
  }

  // gpu_name - computed: true, optional: false, required: false
  public get gpuName() {
    return this.getStringAttribute('gpu_name');
  }

  // gpu_price_per_hour - computed: true, optional: false, required: false
  public get gpuPricePerHour() {
    return this.getNumberAttribute('gpu_price_per_hour');
  }

  // host_id - computed: true, optional: false, required: false
  public get hostId() {
    return this.getNumberAttribute('host_id');
  }

  // id - computed: false, optional: false, required: true
  private _id?: string; 
  public get id() {
    return this.getStringAttribute('id');
  }
  public set id(value: string) {
    this._id = value;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // image - computed: true, optional: false, required: false
  public get image() {
    return this.getStringAttribute('image');
  }

  // interruptible - computed: true, optional: false, required: false
  public get interruptible() {
    return this.getBooleanAttribute('interruptible');
  }

  // label - computed: true, optional: false, required: false
  public get label() {
    return this.getStringAttribute('label');
  }

  // machine_id - computed: true, optional: false, required: false
  public get machineId() {
    return this.getNumberAttribute('machine_id');
  }

  // min_bid_per_hour - computed: true, optional: false, required: false
  public get minBidPerHour() {
    return this.getNumberAttribute('min_bid_per_hour');
  }

  // num_gpus - computed: true, optional: false, required: false
  public get numGpus() {
    return this.getNumberAttribute('num_gpus');
  }

  // port_map - computed: true, optional: false, required: false
  private _portMap = new cdktf.NumberMap(this, "port_map");
  public get portMap() {
    return this._portMap;
  }

  // power - computed: true, optional: false, required: false
  public get power() {
    return this.getStringAttribute('power');
  }

  // price_per_hour - computed: true, optional: false, required: false
  public get pricePerHour() {
    return this.getNumberAttribute('price_per_hour');
  }

  // public_ip - computed: true, optional: false, required: false
  public get publicIp() {
    return this.getStringAttribute('public_ip');
  }

  // region - computed: true, optional: false, required: false
  public get region() {
    return this.getStringAttribute('region');
  }

  // reliability - computed: true, optional: false, required: false
  public get reliability() {
    return this.getNumberAttribute('reliability');
  }

  // runtype - computed: true, optional: false, required: false
  public get runtype() {
    return this.getStringAttribute('runtype');
  }

  // ssh - computed: true, optional: false, required: false
  private _ssh = new DataVastaiInstanceSshOutputReference(this, "ssh");
  public get ssh() {
    return this._ssh;
  }

  // stage - computed: true, optional: false, required: false
  public get stage() {
    return this.getStringAttribute('stage');
  }

  // started_at - computed: true, optional: false, required: false
  public get startedAt() {
    return this.getStringAttribute('started_at');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // status_message - computed: true, optional: false, required: false
  public get statusMessage() {
    return this.getStringAttribute('status_message');
  }

  // stopped_price_per_hour - computed: true, optional: false, required: false
  public get stoppedPricePerHour() {
    return this.getNumberAttribute('stopped_price_per_hour');
  }

  // template_hash_id - computed: true, optional: false, required: false
  public get templateHashId() {
    return this.getStringAttribute('template_hash_id');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      id: cdktf.stringToTerraform(this._id),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      id: {
        value: cdktf.stringToHclTerraform(this._id),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
