// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
// docs/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface InstanceConfig extends cdktf.TerraformMetaArguments {
  /**
  * Arguments of the container, for runtype `args`. A change makes the container anew, like one of the image.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#args}
  */
  readonly args?: string[];
  /**
  * Rents interruptible GPUs: the lowest bid that wins, within these limits. Leave it out to rent on demand. Its limits change in place; adding or removing it replaces the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#bid}
  */
  readonly bid?: InstanceBid;
  /**
  * Machines that create does not rent, by `machine_id`, beside `blocked_hosts` of the requirements. Serves creation: to move away from a machine that is rented, block it in `requirements`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#blocked_machines}
  */
  readonly blockedMachines?: number[];
  /**
  * 12 hex digits that name this resource on the platform, so that an interrupted create is found again. Drawn at random when not set; then recovery is left to `vast-gpu orphans`. A change never shows a diff.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#claim}
  */
  readonly claim?: string;
  /**
  * What create does when a settled rental carries the same claim: `refuse` (default), or `warn`, which `create_before_destroy` needs.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#claim_conflict}
  */
  readonly claimConflict?: string;
  /**
  * Container disk in GB, part of the price. Default 50. A change replaces the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#disk_gb}
  */
  readonly diskGb?: number;
  /**
  * Runs instead of the image’s entrypoint, for runtype `args`. A change makes the container anew, like one of the image.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#entrypoint}
  */
  readonly entrypoint?: string;
  /**
  * Variables of the container. They stand in the state: secrets belong in `secret_env`. A change makes the container anew, like one of the image.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#env}
  */
  readonly env?: { [key: string]: string };
  /**
  * Image reference; needed unless the template names one. A change makes the container anew on the same machine, and what is on its disk is lost.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#image}
  */
  readonly image?: string;
  /**
  * How the host logs in to pull the image: `{ registry, username, password }`, all three. Write-only: it is in no plan and no state. Sent when the machine is rented; a change alone does nothing.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#image_login}
  */
  readonly imageLogin?: InstanceImageLogin;
  /**
  * Your part of the label on the platform; the provider adds ` vg-CLAIM-NONCE` behind it. Changed in place.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#label}
  */
  readonly label?: string;
  /**
  * Machines that one create may rent before it gives up. Default 5.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#max_attempts}
  */
  readonly maxAttempts?: number;
  /**
  * Candidates in order, one a machine, as a lookup pinned them. Serves creation: a change never shows a diff. Without it create searches the market.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#offers}
  */
  readonly offers?: InstanceOffers[] | cdktf.IResolvable;
  /**
  * What an apply does about an instance that was outbid: `wait` (default) leaves it, it resumes when its bid wins again; `rebid` raises the bid up to its cap; `replace` rents another machine.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#on_outbid}
  */
  readonly onOutbid?: string;
  /**
  * When every candidate of `offers` is gone: `research` (default) searches again, `fail` fails.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#on_stale}
  */
  readonly onStale?: string;
  /**
  * Shell script that runs at every start of the container, for the `ssh` and `jupyter` runtypes. A change makes the container anew, like one of the image.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#onstart}
  */
  readonly onstart?: string;
  /**
  * Container ports to publish, such as `8001/tcp` or `53/udp`. A change replaces the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#ports}
  */
  readonly ports?: string[];
  /**
  * `running` (default) or `stopped`, which keeps the disk and its bill. Changed in place.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#power}
  */
  readonly power?: string;
  /**
  * How offers are ranked when create searches the market. Serves creation.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#preferences}
  */
  readonly preferences?: InstancePreferences;
  /**
  * `tcp` (default): a machine whose mapped port drops packets is given back. `none` skips the check.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#reachability}
  */
  readonly reachability?: string;
  /**
  * Hard limits. A change replaces the instance only if the rented machine does not meet what changed.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#requirements}
  */
  readonly requirements: InstanceRequirements;
  /**
  * `args` (default) keeps the image’s entrypoint; `ssh` and `jupyter` forms replace it, the `_direct` ones with ports of their own. A change replaces the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#runtype}
  */
  readonly runtype?: string;
  /**
  * Secret variables of the container. Write-only: their values are in no plan and no state. A change takes effect only together with `secret_env_version`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#secret_env}
  */
  readonly secretEnv?: { [key: string]: string };
  /**
  * Any text that you change whenever `secret_env` changes: Terraform cannot see a change of secrets by itself. A change makes the container anew, like one of the image.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#secret_env_version}
  */
  readonly secretEnvVersion?: string;
  /**
  * Public keys that may log in, besides those of the account, for the `ssh` and `jupyter` runtypes. Changed in place. A refresh does not look at them: the platform has no list of the keys of many instances.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#ssh_public_keys}
  */
  readonly sshPublicKeys?: string[];
  /**
  * Hash of a template (`hash_id` of `vastai_template`) that fills in what is not set here. A change is applied in place like one of the image; removing it changes nothing, because a rental keeps its template.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#template_hash_id}
  */
  readonly templateHashId?: string;
  /**
  * How long each operation may take.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#timeouts}
  */
  readonly timeouts?: InstanceTimeouts;
}
export interface InstanceAttempts {
}

export function instanceAttemptsToTerraform(struct?: InstanceAttempts): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function instanceAttemptsToHclTerraform(struct?: InstanceAttempts): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class InstanceAttemptsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): InstanceAttempts | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceAttempts | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // elapsed_seconds - computed: true, optional: false, required: false
  public get elapsedSeconds() {
    return this.getNumberAttribute('elapsed_seconds');
  }

  // instance_id - computed: true, optional: false, required: false
  public get instanceId() {
    return this.getNumberAttribute('instance_id');
  }

  // machine_id - computed: true, optional: false, required: false
  public get machineId() {
    return this.getNumberAttribute('machine_id');
  }

  // offer_id - computed: true, optional: false, required: false
  public get offerId() {
    return this.getNumberAttribute('offer_id');
  }

  // outcome - computed: true, optional: false, required: false
  public get outcome() {
    return this.getStringAttribute('outcome');
  }

  // price_per_hour - computed: true, optional: false, required: false
  public get pricePerHour() {
    return this.getNumberAttribute('price_per_hour');
  }

  // region - computed: true, optional: false, required: false
  public get region() {
    return this.getStringAttribute('region');
  }
}

export class InstanceAttemptsList extends cdktf.ComplexList {

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): InstanceAttemptsOutputReference {
    return new InstanceAttemptsOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface InstanceBid {
  /**
  * Never bid more, USD per hour for the GPUs without disk. `max_price_per_hour` of the requirements, which includes the disk, holds as well.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#max_price_per_hour}
  */
  readonly maxPricePerHour: number;
  /**
  * Never bid less, USD per hour for the GPUs without disk: a higher bid is interrupted less often. Default: the lowest bid that wins.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#min_price_per_hour}
  */
  readonly minPricePerHour?: number;
}

export function instanceBidToTerraform(struct?: InstanceBid | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    max_price_per_hour: cdktf.numberToTerraform(struct!.maxPricePerHour),
    min_price_per_hour: cdktf.numberToTerraform(struct!.minPricePerHour),
  }
}


export function instanceBidToHclTerraform(struct?: InstanceBid | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    max_price_per_hour: {
      value: cdktf.numberToHclTerraform(struct!.maxPricePerHour),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    min_price_per_hour: {
      value: cdktf.numberToHclTerraform(struct!.minPricePerHour),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstanceBidOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstanceBid | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._maxPricePerHour !== undefined) {
      hasAnyValues = true;
      internalValueResult.maxPricePerHour = this._maxPricePerHour;
    }
    if (this._minPricePerHour !== undefined) {
      hasAnyValues = true;
      internalValueResult.minPricePerHour = this._minPricePerHour;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceBid | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._maxPricePerHour = undefined;
      this._minPricePerHour = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._maxPricePerHour = value.maxPricePerHour;
      this._minPricePerHour = value.minPricePerHour;
    }
  }

  // max_price_per_hour - computed: false, optional: false, required: true
  private _maxPricePerHour?: number; 
  public get maxPricePerHour() {
    return this.getNumberAttribute('max_price_per_hour');
  }
  public set maxPricePerHour(value: number) {
    this._maxPricePerHour = value;
  }
  // Temporarily expose input value. Use with caution.
  public get maxPricePerHourInput() {
    return this._maxPricePerHour;
  }

  // min_price_per_hour - computed: false, optional: true, required: false
  private _minPricePerHour?: number; 
  public get minPricePerHour() {
    return this.getNumberAttribute('min_price_per_hour');
  }
  public set minPricePerHour(value: number) {
    this._minPricePerHour = value;
  }
  public resetMinPricePerHour() {
    this._minPricePerHour = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minPricePerHourInput() {
    return this._minPricePerHour;
  }
}
export interface InstanceImageLogin {
  /**
  * Docs at Terraform Registry: {@link docs/provider Instance#password}
  */
  readonly password?: string;
  /**
  * Docs at Terraform Registry: {@link docs/provider Instance#registry}
  */
  readonly registry?: string;
  /**
  * Docs at Terraform Registry: {@link docs/provider Instance#username}
  */
  readonly username?: string;
}

export function instanceImageLoginToTerraform(struct?: InstanceImageLogin | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    password: cdktf.stringToTerraform(struct!.password),
    registry: cdktf.stringToTerraform(struct!.registry),
    username: cdktf.stringToTerraform(struct!.username),
  }
}


export function instanceImageLoginToHclTerraform(struct?: InstanceImageLogin | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    password: {
      value: cdktf.stringToHclTerraform(struct!.password),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    registry: {
      value: cdktf.stringToHclTerraform(struct!.registry),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    username: {
      value: cdktf.stringToHclTerraform(struct!.username),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstanceImageLoginOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstanceImageLogin | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._password !== undefined) {
      hasAnyValues = true;
      internalValueResult.password = this._password;
    }
    if (this._registry !== undefined) {
      hasAnyValues = true;
      internalValueResult.registry = this._registry;
    }
    if (this._username !== undefined) {
      hasAnyValues = true;
      internalValueResult.username = this._username;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceImageLogin | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._password = undefined;
      this._registry = undefined;
      this._username = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._password = value.password;
      this._registry = value.registry;
      this._username = value.username;
    }
  }

  // password - computed: false, optional: true, required: false
  private _password?: string; 
  public get password() {
    return this.getStringAttribute('password');
  }
  public set password(value: string) {
    this._password = value;
  }
  public resetPassword() {
    this._password = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get passwordInput() {
    return this._password;
  }

  // registry - computed: false, optional: true, required: false
  private _registry?: string; 
  public get registry() {
    return this.getStringAttribute('registry');
  }
  public set registry(value: string) {
    this._registry = value;
  }
  public resetRegistry() {
    this._registry = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get registryInput() {
    return this._registry;
  }

  // username - computed: false, optional: true, required: false
  private _username?: string; 
  public get username() {
    return this.getStringAttribute('username');
  }
  public set username(value: string) {
    this._username = value;
  }
  public resetUsername() {
    this._username = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get usernameInput() {
    return this._username;
  }
}
export interface InstanceOffers {
  /**
  * Offer id (`ask_contract_id`).
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#id}
  *
  * Please be aware that the id field is automatically added to all resources in Terraform providers using a Terraform provider SDK version below 2.
  * If you experience problems setting this value it might not be settable. Please take a look at the provider documentation to ensure it should be settable.
  */
  readonly id: number;
  /**
  * Machine of the offer.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#machine_id}
  */
  readonly machineId: number;
  /**
  * Price when it was chosen, USD per hour with disk.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#price_per_hour}
  */
  readonly pricePerHour: number;
  /**
  * Region code, such as `US-CA`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#region}
  */
  readonly region?: string;
}

export function instanceOffersToTerraform(struct?: InstanceOffers | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    id: cdktf.numberToTerraform(struct!.id),
    machine_id: cdktf.numberToTerraform(struct!.machineId),
    price_per_hour: cdktf.numberToTerraform(struct!.pricePerHour),
    region: cdktf.stringToTerraform(struct!.region),
  }
}


export function instanceOffersToHclTerraform(struct?: InstanceOffers | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    id: {
      value: cdktf.numberToHclTerraform(struct!.id),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    machine_id: {
      value: cdktf.numberToHclTerraform(struct!.machineId),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    price_per_hour: {
      value: cdktf.numberToHclTerraform(struct!.pricePerHour),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    region: {
      value: cdktf.stringToHclTerraform(struct!.region),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstanceOffersOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param complexObjectIndex the index of this item in the list
  * @param complexObjectIsFromSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string, complexObjectIndex: number, complexObjectIsFromSet: boolean) {
    super(terraformResource, terraformAttribute, complexObjectIsFromSet, complexObjectIndex);
  }

  public get internalValue(): InstanceOffers | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._id !== undefined) {
      hasAnyValues = true;
      internalValueResult.id = this._id;
    }
    if (this._machineId !== undefined) {
      hasAnyValues = true;
      internalValueResult.machineId = this._machineId;
    }
    if (this._pricePerHour !== undefined) {
      hasAnyValues = true;
      internalValueResult.pricePerHour = this._pricePerHour;
    }
    if (this._region !== undefined) {
      hasAnyValues = true;
      internalValueResult.region = this._region;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceOffers | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._id = undefined;
      this._machineId = undefined;
      this._pricePerHour = undefined;
      this._region = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._id = value.id;
      this._machineId = value.machineId;
      this._pricePerHour = value.pricePerHour;
      this._region = value.region;
    }
  }

  // id - computed: true, optional: false, required: true
  private _id?: number; 
  public get id() {
    return this.getNumberAttribute('id');
  }
  public set id(value: number) {
    this._id = value;
  }
  // Temporarily expose input value. Use with caution.
  public get idInput() {
    return this._id;
  }

  // machine_id - computed: true, optional: false, required: true
  private _machineId?: number; 
  public get machineId() {
    return this.getNumberAttribute('machine_id');
  }
  public set machineId(value: number) {
    this._machineId = value;
  }
  // Temporarily expose input value. Use with caution.
  public get machineIdInput() {
    return this._machineId;
  }

  // price_per_hour - computed: true, optional: false, required: true
  private _pricePerHour?: number; 
  public get pricePerHour() {
    return this.getNumberAttribute('price_per_hour');
  }
  public set pricePerHour(value: number) {
    this._pricePerHour = value;
  }
  // Temporarily expose input value. Use with caution.
  public get pricePerHourInput() {
    return this._pricePerHour;
  }

  // region - computed: true, optional: true, required: false
  private _region?: string; 
  public get region() {
    return this.getStringAttribute('region');
  }
  public set region(value: string) {
    this._region = value;
  }
  public resetRegion() {
    this._region = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionInput() {
    return this._region;
  }
}

export class InstanceOffersList extends cdktf.ComplexList {
  public internalValue? : InstanceOffers[] | cdktf.IResolvable

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  * @param wrapsSet whether the list is wrapping a set (will add tolist() to be able to access an item via an index)
  */
  constructor(protected terraformResource: cdktf.IInterpolatingParent, protected terraformAttribute: string, protected wrapsSet: boolean) {
    super(terraformResource, terraformAttribute, wrapsSet)
  }

  /**
  * @param index the index of the item to return
  */
  public get(index: number): InstanceOffersOutputReference {
    return new InstanceOffersOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface InstancePreferencesVantage {
  /**
  * Degrees north.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#latitude}
  */
  readonly latitude: number;
  /**
  * Degrees east.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#longitude}
  */
  readonly longitude: number;
  /**
  * Name of the place.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#name}
  */
  readonly name: string;
}

export function instancePreferencesVantageToTerraform(struct?: InstancePreferencesVantage | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    latitude: cdktf.numberToTerraform(struct!.latitude),
    longitude: cdktf.numberToTerraform(struct!.longitude),
    name: cdktf.stringToTerraform(struct!.name),
  }
}


export function instancePreferencesVantageToHclTerraform(struct?: InstancePreferencesVantage | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    latitude: {
      value: cdktf.numberToHclTerraform(struct!.latitude),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    longitude: {
      value: cdktf.numberToHclTerraform(struct!.longitude),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    name: {
      value: cdktf.stringToHclTerraform(struct!.name),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstancePreferencesVantageOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstancePreferencesVantage | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._latitude !== undefined) {
      hasAnyValues = true;
      internalValueResult.latitude = this._latitude;
    }
    if (this._longitude !== undefined) {
      hasAnyValues = true;
      internalValueResult.longitude = this._longitude;
    }
    if (this._name !== undefined) {
      hasAnyValues = true;
      internalValueResult.name = this._name;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstancePreferencesVantage | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._latitude = undefined;
      this._longitude = undefined;
      this._name = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._latitude = value.latitude;
      this._longitude = value.longitude;
      this._name = value.name;
    }
  }

  // latitude - computed: true, optional: false, required: true
  private _latitude?: number; 
  public get latitude() {
    return this.getNumberAttribute('latitude');
  }
  public set latitude(value: number) {
    this._latitude = value;
  }
  // Temporarily expose input value. Use with caution.
  public get latitudeInput() {
    return this._latitude;
  }

  // longitude - computed: true, optional: false, required: true
  private _longitude?: number; 
  public get longitude() {
    return this.getNumberAttribute('longitude');
  }
  public set longitude(value: number) {
    this._longitude = value;
  }
  // Temporarily expose input value. Use with caution.
  public get longitudeInput() {
    return this._longitude;
  }

  // name - computed: true, optional: false, required: true
  private _name?: string; 
  public get name() {
    return this.getStringAttribute('name');
  }
  public set name(value: string) {
    this._name = value;
  }
  // Temporarily expose input value. Use with caution.
  public get nameInput() {
    return this._name;
  }
}
export interface InstancePreferencesWeights {
  /**
  * Weight of availability. Default 0.05.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#availability}
  */
  readonly availability?: number;
  /**
  * Weight of the exact GPU model. Default 0.2.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#gpu_match}
  */
  readonly gpuMatch?: number;
  /**
  * Weight of latency. Default 0.35.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#latency}
  */
  readonly latency?: number;
  /**
  * Weight of price. Default 0.25.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#price}
  */
  readonly price?: number;
  /**
  * Weight of reliability. Default 0.15.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#reliability}
  */
  readonly reliability?: number;
}

export function instancePreferencesWeightsToTerraform(struct?: InstancePreferencesWeights | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    availability: cdktf.numberToTerraform(struct!.availability),
    gpu_match: cdktf.numberToTerraform(struct!.gpuMatch),
    latency: cdktf.numberToTerraform(struct!.latency),
    price: cdktf.numberToTerraform(struct!.price),
    reliability: cdktf.numberToTerraform(struct!.reliability),
  }
}


export function instancePreferencesWeightsToHclTerraform(struct?: InstancePreferencesWeights | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    availability: {
      value: cdktf.numberToHclTerraform(struct!.availability),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    gpu_match: {
      value: cdktf.numberToHclTerraform(struct!.gpuMatch),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    latency: {
      value: cdktf.numberToHclTerraform(struct!.latency),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    price: {
      value: cdktf.numberToHclTerraform(struct!.price),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    reliability: {
      value: cdktf.numberToHclTerraform(struct!.reliability),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstancePreferencesWeightsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstancePreferencesWeights | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._availability !== undefined) {
      hasAnyValues = true;
      internalValueResult.availability = this._availability;
    }
    if (this._gpuMatch !== undefined) {
      hasAnyValues = true;
      internalValueResult.gpuMatch = this._gpuMatch;
    }
    if (this._latency !== undefined) {
      hasAnyValues = true;
      internalValueResult.latency = this._latency;
    }
    if (this._price !== undefined) {
      hasAnyValues = true;
      internalValueResult.price = this._price;
    }
    if (this._reliability !== undefined) {
      hasAnyValues = true;
      internalValueResult.reliability = this._reliability;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstancePreferencesWeights | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._availability = undefined;
      this._gpuMatch = undefined;
      this._latency = undefined;
      this._price = undefined;
      this._reliability = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._availability = value.availability;
      this._gpuMatch = value.gpuMatch;
      this._latency = value.latency;
      this._price = value.price;
      this._reliability = value.reliability;
    }
  }

  // availability - computed: true, optional: true, required: false
  private _availability?: number; 
  public get availability() {
    return this.getNumberAttribute('availability');
  }
  public set availability(value: number) {
    this._availability = value;
  }
  public resetAvailability() {
    this._availability = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get availabilityInput() {
    return this._availability;
  }

  // gpu_match - computed: true, optional: true, required: false
  private _gpuMatch?: number; 
  public get gpuMatch() {
    return this.getNumberAttribute('gpu_match');
  }
  public set gpuMatch(value: number) {
    this._gpuMatch = value;
  }
  public resetGpuMatch() {
    this._gpuMatch = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get gpuMatchInput() {
    return this._gpuMatch;
  }

  // latency - computed: true, optional: true, required: false
  private _latency?: number; 
  public get latency() {
    return this.getNumberAttribute('latency');
  }
  public set latency(value: number) {
    this._latency = value;
  }
  public resetLatency() {
    this._latency = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get latencyInput() {
    return this._latency;
  }

  // price - computed: true, optional: true, required: false
  private _price?: number; 
  public get price() {
    return this.getNumberAttribute('price');
  }
  public set price(value: number) {
    this._price = value;
  }
  public resetPrice() {
    this._price = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get priceInput() {
    return this._price;
  }

  // reliability - computed: true, optional: true, required: false
  private _reliability?: number; 
  public get reliability() {
    return this.getNumberAttribute('reliability');
  }
  public set reliability(value: number) {
    this._reliability = value;
  }
  public resetReliability() {
    this._reliability = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get reliabilityInput() {
    return this._reliability;
  }
}
export interface InstancePreferences {
  /**
  * Extra score points by name.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#modifiers}
  */
  readonly modifiers?: { [key: string]: number };
  /**
  * What `max_latency_ms` does with an offer that was not measured. Default `estimate`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#on_unprobed}
  */
  readonly onUnprobed?: string;
  /**
  * Score points by tier or region code.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#region_bonuses}
  */
  readonly regionBonuses?: { [key: string]: number };
  /**
  * `staged` (default): an earlier region is exhausted first. `score`: one pool.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#region_policy}
  */
  readonly regionPolicy?: string;
  /**
  * Reliability that earns no points. Default 0.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#reliability_floor}
  */
  readonly reliabilityFloor?: number;
  /**
  * Where latency is estimated from. Default Silicon Valley.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#vantage}
  */
  readonly vantage?: InstancePreferencesVantage;
  /**
  * How the score is put together.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#weights}
  */
  readonly weights?: InstancePreferencesWeights;
}

export function instancePreferencesToTerraform(struct?: InstancePreferences | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    modifiers: cdktf.hashMapper(cdktf.numberToTerraform)(struct!.modifiers),
    on_unprobed: cdktf.stringToTerraform(struct!.onUnprobed),
    region_bonuses: cdktf.hashMapper(cdktf.numberToTerraform)(struct!.regionBonuses),
    region_policy: cdktf.stringToTerraform(struct!.regionPolicy),
    reliability_floor: cdktf.numberToTerraform(struct!.reliabilityFloor),
    vantage: instancePreferencesVantageToTerraform(struct!.vantage),
    weights: instancePreferencesWeightsToTerraform(struct!.weights),
  }
}


export function instancePreferencesToHclTerraform(struct?: InstancePreferences | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    modifiers: {
      value: cdktf.hashMapperHcl(cdktf.numberToHclTerraform)(struct!.modifiers),
      isBlock: false,
      type: "map",
      storageClassType: "numberMap",
    },
    on_unprobed: {
      value: cdktf.stringToHclTerraform(struct!.onUnprobed),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    region_bonuses: {
      value: cdktf.hashMapperHcl(cdktf.numberToHclTerraform)(struct!.regionBonuses),
      isBlock: false,
      type: "map",
      storageClassType: "numberMap",
    },
    region_policy: {
      value: cdktf.stringToHclTerraform(struct!.regionPolicy),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    reliability_floor: {
      value: cdktf.numberToHclTerraform(struct!.reliabilityFloor),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    vantage: {
      value: instancePreferencesVantageToHclTerraform(struct!.vantage),
      isBlock: true,
      type: "struct",
      storageClassType: "InstancePreferencesVantage",
    },
    weights: {
      value: instancePreferencesWeightsToHclTerraform(struct!.weights),
      isBlock: true,
      type: "struct",
      storageClassType: "InstancePreferencesWeights",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstancePreferencesOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstancePreferences | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._modifiers !== undefined) {
      hasAnyValues = true;
      internalValueResult.modifiers = this._modifiers;
    }
    if (this._onUnprobed !== undefined) {
      hasAnyValues = true;
      internalValueResult.onUnprobed = this._onUnprobed;
    }
    if (this._regionBonuses !== undefined) {
      hasAnyValues = true;
      internalValueResult.regionBonuses = this._regionBonuses;
    }
    if (this._regionPolicy !== undefined) {
      hasAnyValues = true;
      internalValueResult.regionPolicy = this._regionPolicy;
    }
    if (this._reliabilityFloor !== undefined) {
      hasAnyValues = true;
      internalValueResult.reliabilityFloor = this._reliabilityFloor;
    }
    if (this._vantage?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.vantage = this._vantage?.internalValue;
    }
    if (this._weights?.internalValue !== undefined) {
      hasAnyValues = true;
      internalValueResult.weights = this._weights?.internalValue;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstancePreferences | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._modifiers = undefined;
      this._onUnprobed = undefined;
      this._regionBonuses = undefined;
      this._regionPolicy = undefined;
      this._reliabilityFloor = undefined;
      this._vantage.internalValue = undefined;
      this._weights.internalValue = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._modifiers = value.modifiers;
      this._onUnprobed = value.onUnprobed;
      this._regionBonuses = value.regionBonuses;
      this._regionPolicy = value.regionPolicy;
      this._reliabilityFloor = value.reliabilityFloor;
      this._vantage.internalValue = value.vantage;
      this._weights.internalValue = value.weights;
    }
  }

  // modifiers - computed: true, optional: true, required: false
  private _modifiers?: { [key: string]: number }; 
  public get modifiers() {
    return this.getNumberMapAttribute('modifiers');
  }
  public set modifiers(value: { [key: string]: number }) {
    this._modifiers = value;
  }
  public resetModifiers() {
    this._modifiers = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get modifiersInput() {
    return this._modifiers;
  }

  // on_unprobed - computed: true, optional: true, required: false
  private _onUnprobed?: string; 
  public get onUnprobed() {
    return this.getStringAttribute('on_unprobed');
  }
  public set onUnprobed(value: string) {
    this._onUnprobed = value;
  }
  public resetOnUnprobed() {
    this._onUnprobed = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onUnprobedInput() {
    return this._onUnprobed;
  }

  // region_bonuses - computed: true, optional: true, required: false
  private _regionBonuses?: { [key: string]: number }; 
  public get regionBonuses() {
    return this.getNumberMapAttribute('region_bonuses');
  }
  public set regionBonuses(value: { [key: string]: number }) {
    this._regionBonuses = value;
  }
  public resetRegionBonuses() {
    this._regionBonuses = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionBonusesInput() {
    return this._regionBonuses;
  }

  // region_policy - computed: true, optional: true, required: false
  private _regionPolicy?: string; 
  public get regionPolicy() {
    return this.getStringAttribute('region_policy');
  }
  public set regionPolicy(value: string) {
    this._regionPolicy = value;
  }
  public resetRegionPolicy() {
    this._regionPolicy = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionPolicyInput() {
    return this._regionPolicy;
  }

  // reliability_floor - computed: true, optional: true, required: false
  private _reliabilityFloor?: number; 
  public get reliabilityFloor() {
    return this.getNumberAttribute('reliability_floor');
  }
  public set reliabilityFloor(value: number) {
    this._reliabilityFloor = value;
  }
  public resetReliabilityFloor() {
    this._reliabilityFloor = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get reliabilityFloorInput() {
    return this._reliabilityFloor;
  }

  // vantage - computed: true, optional: true, required: false
  private _vantage = new InstancePreferencesVantageOutputReference(this, "vantage");
  public get vantage() {
    return this._vantage;
  }
  public putVantage(value: InstancePreferencesVantage) {
    this._vantage.internalValue = value;
  }
  public resetVantage() {
    this._vantage.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get vantageInput() {
    return this._vantage.internalValue;
  }

  // weights - computed: true, optional: true, required: false
  private _weights = new InstancePreferencesWeightsOutputReference(this, "weights");
  public get weights() {
    return this._weights;
  }
  public putWeights(value: InstancePreferencesWeights) {
    this._weights.internalValue = value;
  }
  public resetWeights() {
    this._weights.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get weightsInput() {
    return this._weights.internalValue;
  }
}
export interface InstanceRequirements {
  /**
  * `12345` (host or machine), `host:12345` or `machine:12345`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#blocked_hosts}
  */
  readonly blockedHosts?: string[];
  /**
  * Regions never rented in.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#blocked_regions}
  */
  readonly blockedRegions?: string[];
  /**
  * Models accepted when the first is not to be had, best first.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#fallback_gpu_names}
  */
  readonly fallbackGpuNames?: string[];
  /**
  * GPU model, such as `RTX 3060`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#gpu_name}
  */
  readonly gpuName: string;
  /**
  * Highest latency from the vantage, ms. Default: no limit.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#max_latency_ms}
  */
  readonly maxLatencyMs?: number;
  /**
  * Most that may be paid, USD per hour with disk. Checked before renting and on the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#max_price_per_hour}
  */
  readonly maxPricePerHour: number;
  /**
  * Least download speed, Mbit/s. Default 100.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#min_download_mbps}
  */
  readonly minDownloadMbps?: number;
  /**
  * Memory of one GPU in GB. Default 12.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#min_gpu_memory_gb}
  */
  readonly minGpuMemoryGb?: number;
  /**
  * Least reliability of the host, 0 to 1. Default 0.95.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#min_reliability}
  */
  readonly minReliability?: number;
  /**
  * Least upload speed, Mbit/s. Default 100.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#min_upload_mbps}
  */
  readonly minUploadMbps?: number;
  /**
  * GPUs of one offer. Default 1.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#num_gpus}
  */
  readonly numGpus?: number;
  /**
  * Regions in order of preference, such as `["US-CA", "US", "CA"]`. Default `["US", "CA"]`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#regions}
  */
  readonly regions?: string[];
  /**
  * Only hosts that the marketplace verified. Default true.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#verified_only}
  */
  readonly verifiedOnly?: boolean | cdktf.IResolvable;
}

export function instanceRequirementsToTerraform(struct?: InstanceRequirements | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    blocked_hosts: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.blockedHosts),
    blocked_regions: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.blockedRegions),
    fallback_gpu_names: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.fallbackGpuNames),
    gpu_name: cdktf.stringToTerraform(struct!.gpuName),
    max_latency_ms: cdktf.numberToTerraform(struct!.maxLatencyMs),
    max_price_per_hour: cdktf.numberToTerraform(struct!.maxPricePerHour),
    min_download_mbps: cdktf.numberToTerraform(struct!.minDownloadMbps),
    min_gpu_memory_gb: cdktf.numberToTerraform(struct!.minGpuMemoryGb),
    min_reliability: cdktf.numberToTerraform(struct!.minReliability),
    min_upload_mbps: cdktf.numberToTerraform(struct!.minUploadMbps),
    num_gpus: cdktf.numberToTerraform(struct!.numGpus),
    regions: cdktf.listMapper(cdktf.stringToTerraform, false)(struct!.regions),
    verified_only: cdktf.booleanToTerraform(struct!.verifiedOnly),
  }
}


export function instanceRequirementsToHclTerraform(struct?: InstanceRequirements | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    blocked_hosts: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.blockedHosts),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    blocked_regions: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.blockedRegions),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    fallback_gpu_names: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.fallbackGpuNames),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    gpu_name: {
      value: cdktf.stringToHclTerraform(struct!.gpuName),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    max_latency_ms: {
      value: cdktf.numberToHclTerraform(struct!.maxLatencyMs),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    max_price_per_hour: {
      value: cdktf.numberToHclTerraform(struct!.maxPricePerHour),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    min_download_mbps: {
      value: cdktf.numberToHclTerraform(struct!.minDownloadMbps),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    min_gpu_memory_gb: {
      value: cdktf.numberToHclTerraform(struct!.minGpuMemoryGb),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    min_reliability: {
      value: cdktf.numberToHclTerraform(struct!.minReliability),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    min_upload_mbps: {
      value: cdktf.numberToHclTerraform(struct!.minUploadMbps),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    num_gpus: {
      value: cdktf.numberToHclTerraform(struct!.numGpus),
      isBlock: false,
      type: "simple",
      storageClassType: "number",
    },
    regions: {
      value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(struct!.regions),
      isBlock: false,
      type: "list",
      storageClassType: "stringList",
    },
    verified_only: {
      value: cdktf.booleanToHclTerraform(struct!.verifiedOnly),
      isBlock: false,
      type: "simple",
      storageClassType: "boolean",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstanceRequirementsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstanceRequirements | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._blockedHosts !== undefined) {
      hasAnyValues = true;
      internalValueResult.blockedHosts = this._blockedHosts;
    }
    if (this._blockedRegions !== undefined) {
      hasAnyValues = true;
      internalValueResult.blockedRegions = this._blockedRegions;
    }
    if (this._fallbackGpuNames !== undefined) {
      hasAnyValues = true;
      internalValueResult.fallbackGpuNames = this._fallbackGpuNames;
    }
    if (this._gpuName !== undefined) {
      hasAnyValues = true;
      internalValueResult.gpuName = this._gpuName;
    }
    if (this._maxLatencyMs !== undefined) {
      hasAnyValues = true;
      internalValueResult.maxLatencyMs = this._maxLatencyMs;
    }
    if (this._maxPricePerHour !== undefined) {
      hasAnyValues = true;
      internalValueResult.maxPricePerHour = this._maxPricePerHour;
    }
    if (this._minDownloadMbps !== undefined) {
      hasAnyValues = true;
      internalValueResult.minDownloadMbps = this._minDownloadMbps;
    }
    if (this._minGpuMemoryGb !== undefined) {
      hasAnyValues = true;
      internalValueResult.minGpuMemoryGb = this._minGpuMemoryGb;
    }
    if (this._minReliability !== undefined) {
      hasAnyValues = true;
      internalValueResult.minReliability = this._minReliability;
    }
    if (this._minUploadMbps !== undefined) {
      hasAnyValues = true;
      internalValueResult.minUploadMbps = this._minUploadMbps;
    }
    if (this._numGpus !== undefined) {
      hasAnyValues = true;
      internalValueResult.numGpus = this._numGpus;
    }
    if (this._regions !== undefined) {
      hasAnyValues = true;
      internalValueResult.regions = this._regions;
    }
    if (this._verifiedOnly !== undefined) {
      hasAnyValues = true;
      internalValueResult.verifiedOnly = this._verifiedOnly;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceRequirements | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._blockedHosts = undefined;
      this._blockedRegions = undefined;
      this._fallbackGpuNames = undefined;
      this._gpuName = undefined;
      this._maxLatencyMs = undefined;
      this._maxPricePerHour = undefined;
      this._minDownloadMbps = undefined;
      this._minGpuMemoryGb = undefined;
      this._minReliability = undefined;
      this._minUploadMbps = undefined;
      this._numGpus = undefined;
      this._regions = undefined;
      this._verifiedOnly = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._blockedHosts = value.blockedHosts;
      this._blockedRegions = value.blockedRegions;
      this._fallbackGpuNames = value.fallbackGpuNames;
      this._gpuName = value.gpuName;
      this._maxLatencyMs = value.maxLatencyMs;
      this._maxPricePerHour = value.maxPricePerHour;
      this._minDownloadMbps = value.minDownloadMbps;
      this._minGpuMemoryGb = value.minGpuMemoryGb;
      this._minReliability = value.minReliability;
      this._minUploadMbps = value.minUploadMbps;
      this._numGpus = value.numGpus;
      this._regions = value.regions;
      this._verifiedOnly = value.verifiedOnly;
    }
  }

  // blocked_hosts - computed: true, optional: true, required: false
  private _blockedHosts?: string[]; 
  public get blockedHosts() {
    return this.getListAttribute('blocked_hosts');
  }
  public set blockedHosts(value: string[]) {
    this._blockedHosts = value;
  }
  public resetBlockedHosts() {
    this._blockedHosts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get blockedHostsInput() {
    return this._blockedHosts;
  }

  // blocked_regions - computed: true, optional: true, required: false
  private _blockedRegions?: string[]; 
  public get blockedRegions() {
    return this.getListAttribute('blocked_regions');
  }
  public set blockedRegions(value: string[]) {
    this._blockedRegions = value;
  }
  public resetBlockedRegions() {
    this._blockedRegions = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get blockedRegionsInput() {
    return this._blockedRegions;
  }

  // fallback_gpu_names - computed: true, optional: true, required: false
  private _fallbackGpuNames?: string[]; 
  public get fallbackGpuNames() {
    return this.getListAttribute('fallback_gpu_names');
  }
  public set fallbackGpuNames(value: string[]) {
    this._fallbackGpuNames = value;
  }
  public resetFallbackGpuNames() {
    this._fallbackGpuNames = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get fallbackGpuNamesInput() {
    return this._fallbackGpuNames;
  }

  // gpu_name - computed: false, optional: false, required: true
  private _gpuName?: string; 
  public get gpuName() {
    return this.getStringAttribute('gpu_name');
  }
  public set gpuName(value: string) {
    this._gpuName = value;
  }
  // Temporarily expose input value. Use with caution.
  public get gpuNameInput() {
    return this._gpuName;
  }

  // max_latency_ms - computed: false, optional: true, required: false
  private _maxLatencyMs?: number; 
  public get maxLatencyMs() {
    return this.getNumberAttribute('max_latency_ms');
  }
  public set maxLatencyMs(value: number) {
    this._maxLatencyMs = value;
  }
  public resetMaxLatencyMs() {
    this._maxLatencyMs = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxLatencyMsInput() {
    return this._maxLatencyMs;
  }

  // max_price_per_hour - computed: false, optional: false, required: true
  private _maxPricePerHour?: number; 
  public get maxPricePerHour() {
    return this.getNumberAttribute('max_price_per_hour');
  }
  public set maxPricePerHour(value: number) {
    this._maxPricePerHour = value;
  }
  // Temporarily expose input value. Use with caution.
  public get maxPricePerHourInput() {
    return this._maxPricePerHour;
  }

  // min_download_mbps - computed: true, optional: true, required: false
  private _minDownloadMbps?: number; 
  public get minDownloadMbps() {
    return this.getNumberAttribute('min_download_mbps');
  }
  public set minDownloadMbps(value: number) {
    this._minDownloadMbps = value;
  }
  public resetMinDownloadMbps() {
    this._minDownloadMbps = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minDownloadMbpsInput() {
    return this._minDownloadMbps;
  }

  // min_gpu_memory_gb - computed: true, optional: true, required: false
  private _minGpuMemoryGb?: number; 
  public get minGpuMemoryGb() {
    return this.getNumberAttribute('min_gpu_memory_gb');
  }
  public set minGpuMemoryGb(value: number) {
    this._minGpuMemoryGb = value;
  }
  public resetMinGpuMemoryGb() {
    this._minGpuMemoryGb = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minGpuMemoryGbInput() {
    return this._minGpuMemoryGb;
  }

  // min_reliability - computed: true, optional: true, required: false
  private _minReliability?: number; 
  public get minReliability() {
    return this.getNumberAttribute('min_reliability');
  }
  public set minReliability(value: number) {
    this._minReliability = value;
  }
  public resetMinReliability() {
    this._minReliability = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minReliabilityInput() {
    return this._minReliability;
  }

  // min_upload_mbps - computed: true, optional: true, required: false
  private _minUploadMbps?: number; 
  public get minUploadMbps() {
    return this.getNumberAttribute('min_upload_mbps');
  }
  public set minUploadMbps(value: number) {
    this._minUploadMbps = value;
  }
  public resetMinUploadMbps() {
    this._minUploadMbps = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get minUploadMbpsInput() {
    return this._minUploadMbps;
  }

  // num_gpus - computed: true, optional: true, required: false
  private _numGpus?: number; 
  public get numGpus() {
    return this.getNumberAttribute('num_gpus');
  }
  public set numGpus(value: number) {
    this._numGpus = value;
  }
  public resetNumGpus() {
    this._numGpus = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get numGpusInput() {
    return this._numGpus;
  }

  // regions - computed: true, optional: true, required: false
  private _regions?: string[]; 
  public get regions() {
    return this.getListAttribute('regions');
  }
  public set regions(value: string[]) {
    this._regions = value;
  }
  public resetRegions() {
    this._regions = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get regionsInput() {
    return this._regions;
  }

  // verified_only - computed: true, optional: true, required: false
  private _verifiedOnly?: boolean | cdktf.IResolvable; 
  public get verifiedOnly() {
    return this.getBooleanAttribute('verified_only');
  }
  public set verifiedOnly(value: boolean | cdktf.IResolvable) {
    this._verifiedOnly = value;
  }
  public resetVerifiedOnly() {
    this._verifiedOnly = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get verifiedOnlyInput() {
    return this._verifiedOnly;
  }
}
export interface InstanceSsh {
}

export function instanceSshToTerraform(struct?: InstanceSsh): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function instanceSshToHclTerraform(struct?: InstanceSsh): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class InstanceSshOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstanceSsh | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceSsh | undefined) {
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
export interface InstanceTimeouts {
  /**
  * How long create may take, for example `10m`. Default: `10m`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#create}
  */
  readonly create?: string;
  /**
  * How long delete may take, for example `10m`. Default: `5m`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#delete}
  */
  readonly delete?: string;
  /**
  * How long update may take, for example `10m`. Default: `10m`.
  *
  * Docs at Terraform Registry: {@link docs/provider Instance#update}
  */
  readonly update?: string;
}

export function instanceTimeoutsToTerraform(struct?: InstanceTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
    create: cdktf.stringToTerraform(struct!.create),
    delete: cdktf.stringToTerraform(struct!.delete),
    update: cdktf.stringToTerraform(struct!.update),
  }
}


export function instanceTimeoutsToHclTerraform(struct?: InstanceTimeouts | cdktf.IResolvable): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
    create: {
      value: cdktf.stringToHclTerraform(struct!.create),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    delete: {
      value: cdktf.stringToHclTerraform(struct!.delete),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
    update: {
      value: cdktf.stringToHclTerraform(struct!.update),
      isBlock: false,
      type: "simple",
      storageClassType: "string",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class InstanceTimeoutsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): InstanceTimeouts | cdktf.IResolvable | undefined {
    if (this.resolvableValue) {
      return this.resolvableValue;
    }
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    if (this._create !== undefined) {
      hasAnyValues = true;
      internalValueResult.create = this._create;
    }
    if (this._delete !== undefined) {
      hasAnyValues = true;
      internalValueResult.delete = this._delete;
    }
    if (this._update !== undefined) {
      hasAnyValues = true;
      internalValueResult.update = this._update;
    }
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: InstanceTimeouts | cdktf.IResolvable | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
      this.resolvableValue = undefined;
      this._create = undefined;
      this._delete = undefined;
      this._update = undefined;
    }
    else if (cdktf.Tokenization.isResolvable(value)) {
      this.isEmptyObject = false;
      this.resolvableValue = value;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
      this.resolvableValue = undefined;
      this._create = value.create;
      this._delete = value.delete;
      this._update = value.update;
    }
  }

  // create - computed: false, optional: true, required: false
  private _create?: string; 
  public get create() {
    return this.getStringAttribute('create');
  }
  public set create(value: string) {
    this._create = value;
  }
  public resetCreate() {
    this._create = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get createInput() {
    return this._create;
  }

  // delete - computed: false, optional: true, required: false
  private _delete?: string; 
  public get delete() {
    return this.getStringAttribute('delete');
  }
  public set delete(value: string) {
    this._delete = value;
  }
  public resetDelete() {
    this._delete = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get deleteInput() {
    return this._delete;
  }

  // update - computed: false, optional: true, required: false
  private _update?: string; 
  public get update() {
    return this.getStringAttribute('update');
  }
  public set update(value: string) {
    this._update = value;
  }
  public resetUpdate() {
    this._update = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get updateInput() {
    return this._update;
  }
}

/**
* Represents a {@link docs/provider vastai_instance}
*/
export class Instance extends cdktf.TerraformResource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "vastai_instance";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a Instance resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the Instance to import
  * @param importFromId The id of the existing Instance that should be imported. Refer to the {@link docs/provider import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the Instance to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "vastai_instance", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link docs/provider vastai_instance} Resource
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options InstanceConfig
  */
  public constructor(scope: Construct, id: string, config: InstanceConfig) {
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
    this._args = config.args;
    this._bid.internalValue = config.bid;
    this._blockedMachines = config.blockedMachines;
    this._claim = config.claim;
    this._claimConflict = config.claimConflict;
    this._diskGb = config.diskGb;
    this._entrypoint = config.entrypoint;
    this._env = config.env;
    this._image = config.image;
    this._imageLogin.internalValue = config.imageLogin;
    this._label = config.label;
    this._maxAttempts = config.maxAttempts;
    this._offers.internalValue = config.offers;
    this._onOutbid = config.onOutbid;
    this._onStale = config.onStale;
    this._onstart = config.onstart;
    this._ports = config.ports;
    this._power = config.power;
    this._preferences.internalValue = config.preferences;
    this._reachability = config.reachability;
    this._requirements.internalValue = config.requirements;
    this._runtype = config.runtype;
    this._secretEnv = config.secretEnv;
    this._secretEnvVersion = config.secretEnvVersion;
    this._sshPublicKeys = config.sshPublicKeys;
    this._templateHashId = config.templateHashId;
    this._timeouts.internalValue = config.timeouts;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // args - computed: false, optional: true, required: false
  private _args?: string[]; 
  public get args() {
    return this.getListAttribute('args');
  }
  public set args(value: string[]) {
    this._args = value;
  }
  public resetArgs() {
    this._args = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get argsInput() {
    return this._args;
  }

  // attempts - computed: true, optional: false, required: false
  private _attempts = new InstanceAttemptsList(this, "attempts", false);
  public get attempts() {
    return this._attempts;
  }

  // bid - computed: false, optional: true, required: false
  private _bid = new InstanceBidOutputReference(this, "bid");
  public get bid() {
    return this._bid;
  }
  public putBid(value: InstanceBid) {
    this._bid.internalValue = value;
  }
  public resetBid() {
    this._bid.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get bidInput() {
    return this._bid.internalValue;
  }

  // bid_price_per_hour - computed: true, optional: false, required: false
  public get bidPricePerHour() {
    return this.getNumberAttribute('bid_price_per_hour');
  }

  // blocked_machines - computed: true, optional: true, required: false
  private _blockedMachines?: number[]; 
  public get blockedMachines() {
    return this.getNumberListAttribute('blocked_machines');
  }
  public set blockedMachines(value: number[]) {
    this._blockedMachines = value;
  }
  public resetBlockedMachines() {
    this._blockedMachines = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get blockedMachinesInput() {
    return this._blockedMachines;
  }

  // claim - computed: true, optional: true, required: false
  private _claim?: string; 
  public get claim() {
    return this.getStringAttribute('claim');
  }
  public set claim(value: string) {
    this._claim = value;
  }
  public resetClaim() {
    this._claim = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get claimInput() {
    return this._claim;
  }

  // claim_conflict - computed: true, optional: true, required: false
  private _claimConflict?: string; 
  public get claimConflict() {
    return this.getStringAttribute('claim_conflict');
  }
  public set claimConflict(value: string) {
    this._claimConflict = value;
  }
  public resetClaimConflict() {
    this._claimConflict = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get claimConflictInput() {
    return this._claimConflict;
  }

  // disk_gb - computed: true, optional: true, required: false
  private _diskGb?: number; 
  public get diskGb() {
    return this.getNumberAttribute('disk_gb');
  }
  public set diskGb(value: number) {
    this._diskGb = value;
  }
  public resetDiskGb() {
    this._diskGb = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get diskGbInput() {
    return this._diskGb;
  }

  // download_mbps_at_rental - computed: true, optional: false, required: false
  public get downloadMbpsAtRental() {
    return this.getNumberAttribute('download_mbps_at_rental');
  }

  // entrypoint - computed: false, optional: true, required: false
  private _entrypoint?: string; 
  public get entrypoint() {
    return this.getStringAttribute('entrypoint');
  }
  public set entrypoint(value: string) {
    this._entrypoint = value;
  }
  public resetEntrypoint() {
    this._entrypoint = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get entrypointInput() {
    return this._entrypoint;
  }

  // env - computed: false, optional: true, required: false
  private _env?: { [key: string]: string }; 
  public get env() {
    return this.getStringMapAttribute('env');
  }
  public set env(value: { [key: string]: string }) {
    this._env = value;
  }
  public resetEnv() {
    this._env = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get envInput() {
    return this._env;
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

  // host_id - computed: true, optional: false, required: false
  public get hostId() {
    return this.getNumberAttribute('host_id');
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getStringAttribute('id');
  }

  // image - computed: true, optional: true, required: false
  private _image?: string; 
  public get image() {
    return this.getStringAttribute('image');
  }
  public set image(value: string) {
    this._image = value;
  }
  public resetImage() {
    this._image = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get imageInput() {
    return this._image;
  }

  // image_login - computed: false, optional: true, required: false
  private _imageLogin = new InstanceImageLoginOutputReference(this, "image_login");
  public get imageLogin() {
    return this._imageLogin;
  }
  public putImageLogin(value: InstanceImageLogin) {
    this._imageLogin.internalValue = value;
  }
  public resetImageLogin() {
    this._imageLogin.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get imageLoginInput() {
    return this._imageLogin.internalValue;
  }

  // label - computed: false, optional: true, required: false
  private _label?: string; 
  public get label() {
    return this.getStringAttribute('label');
  }
  public set label(value: string) {
    this._label = value;
  }
  public resetLabel() {
    this._label = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get labelInput() {
    return this._label;
  }

  // machine_id - computed: true, optional: false, required: false
  public get machineId() {
    return this.getNumberAttribute('machine_id');
  }

  // max_attempts - computed: true, optional: true, required: false
  private _maxAttempts?: number; 
  public get maxAttempts() {
    return this.getNumberAttribute('max_attempts');
  }
  public set maxAttempts(value: number) {
    this._maxAttempts = value;
  }
  public resetMaxAttempts() {
    this._maxAttempts = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get maxAttemptsInput() {
    return this._maxAttempts;
  }

  // nonce - computed: true, optional: false, required: false
  public get nonce() {
    return this.getStringAttribute('nonce');
  }

  // num_gpus - computed: true, optional: false, required: false
  public get numGpus() {
    return this.getNumberAttribute('num_gpus');
  }

  // offer_id - computed: true, optional: false, required: false
  public get offerId() {
    return this.getNumberAttribute('offer_id');
  }

  // offers - computed: true, optional: true, required: false
  private _offers = new InstanceOffersList(this, "offers", false);
  public get offers() {
    return this._offers;
  }
  public putOffers(value: InstanceOffers[] | cdktf.IResolvable) {
    this._offers.internalValue = value;
  }
  public resetOffers() {
    this._offers.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get offersInput() {
    return this._offers.internalValue;
  }

  // on_outbid - computed: true, optional: true, required: false
  private _onOutbid?: string; 
  public get onOutbid() {
    return this.getStringAttribute('on_outbid');
  }
  public set onOutbid(value: string) {
    this._onOutbid = value;
  }
  public resetOnOutbid() {
    this._onOutbid = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onOutbidInput() {
    return this._onOutbid;
  }

  // on_stale - computed: true, optional: true, required: false
  private _onStale?: string; 
  public get onStale() {
    return this.getStringAttribute('on_stale');
  }
  public set onStale(value: string) {
    this._onStale = value;
  }
  public resetOnStale() {
    this._onStale = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onStaleInput() {
    return this._onStale;
  }

  // onstart - computed: false, optional: true, required: false
  private _onstart?: string; 
  public get onstart() {
    return this.getStringAttribute('onstart');
  }
  public set onstart(value: string) {
    this._onstart = value;
  }
  public resetOnstart() {
    this._onstart = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get onstartInput() {
    return this._onstart;
  }

  // outbid - computed: true, optional: false, required: false
  public get outbid() {
    return this.getBooleanAttribute('outbid');
  }

  // outbid_price_per_hour - computed: true, optional: false, required: false
  public get outbidPricePerHour() {
    return this.getNumberAttribute('outbid_price_per_hour');
  }

  // port_map - computed: true, optional: false, required: false
  private _portMap = new cdktf.NumberMap(this, "port_map");
  public get portMap() {
    return this._portMap;
  }

  // ports - computed: false, optional: true, required: false
  private _ports?: string[]; 
  public get ports() {
    return this.getListAttribute('ports');
  }
  public set ports(value: string[]) {
    this._ports = value;
  }
  public resetPorts() {
    this._ports = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get portsInput() {
    return this._ports;
  }

  // power - computed: true, optional: true, required: false
  private _power?: string; 
  public get power() {
    return this.getStringAttribute('power');
  }
  public set power(value: string) {
    this._power = value;
  }
  public resetPower() {
    this._power = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get powerInput() {
    return this._power;
  }

  // preferences - computed: true, optional: true, required: false
  private _preferences = new InstancePreferencesOutputReference(this, "preferences");
  public get preferences() {
    return this._preferences;
  }
  public putPreferences(value: InstancePreferences) {
    this._preferences.internalValue = value;
  }
  public resetPreferences() {
    this._preferences.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get preferencesInput() {
    return this._preferences.internalValue;
  }

  // price_at_rental - computed: true, optional: false, required: false
  public get priceAtRental() {
    return this.getNumberAttribute('price_at_rental');
  }

  // price_per_hour - computed: true, optional: false, required: false
  public get pricePerHour() {
    return this.getNumberAttribute('price_per_hour');
  }

  // public_ip - computed: true, optional: false, required: false
  public get publicIp() {
    return this.getStringAttribute('public_ip');
  }

  // reachability - computed: true, optional: true, required: false
  private _reachability?: string; 
  public get reachability() {
    return this.getStringAttribute('reachability');
  }
  public set reachability(value: string) {
    this._reachability = value;
  }
  public resetReachability() {
    this._reachability = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get reachabilityInput() {
    return this._reachability;
  }

  // region - computed: true, optional: false, required: false
  public get region() {
    return this.getStringAttribute('region');
  }

  // reliability_at_rental - computed: true, optional: false, required: false
  public get reliabilityAtRental() {
    return this.getNumberAttribute('reliability_at_rental');
  }

  // rented_at - computed: true, optional: false, required: false
  public get rentedAt() {
    return this.getStringAttribute('rented_at');
  }

  // requirements - computed: false, optional: false, required: true
  private _requirements = new InstanceRequirementsOutputReference(this, "requirements");
  public get requirements() {
    return this._requirements;
  }
  public putRequirements(value: InstanceRequirements) {
    this._requirements.internalValue = value;
  }
  // Temporarily expose input value. Use with caution.
  public get requirementsInput() {
    return this._requirements.internalValue;
  }

  // runtype - computed: true, optional: true, required: false
  private _runtype?: string; 
  public get runtype() {
    return this.getStringAttribute('runtype');
  }
  public set runtype(value: string) {
    this._runtype = value;
  }
  public resetRuntype() {
    this._runtype = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get runtypeInput() {
    return this._runtype;
  }

  // secret_env - computed: false, optional: true, required: false
  private _secretEnv?: { [key: string]: string }; 
  public get secretEnv() {
    return this.getStringMapAttribute('secret_env');
  }
  public set secretEnv(value: { [key: string]: string }) {
    this._secretEnv = value;
  }
  public resetSecretEnv() {
    this._secretEnv = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretEnvInput() {
    return this._secretEnv;
  }

  // secret_env_version - computed: true, optional: true, required: false
  private _secretEnvVersion?: string; 
  public get secretEnvVersion() {
    return this.getStringAttribute('secret_env_version');
  }
  public set secretEnvVersion(value: string) {
    this._secretEnvVersion = value;
  }
  public resetSecretEnvVersion() {
    this._secretEnvVersion = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get secretEnvVersionInput() {
    return this._secretEnvVersion;
  }

  // selection_record - computed: true, optional: false, required: false
  public get selectionRecord() {
    return this.getStringAttribute('selection_record');
  }

  // ssh - computed: true, optional: false, required: false
  private _ssh = new InstanceSshOutputReference(this, "ssh");
  public get ssh() {
    return this._ssh;
  }

  // ssh_public_keys - computed: true, optional: true, required: false
  private _sshPublicKeys?: string[]; 
  public get sshPublicKeys() {
    return this.getListAttribute('ssh_public_keys');
  }
  public set sshPublicKeys(value: string[]) {
    this._sshPublicKeys = value;
  }
  public resetSshPublicKeys() {
    this._sshPublicKeys = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get sshPublicKeysInput() {
    return this._sshPublicKeys;
  }

  // started_at - computed: true, optional: false, required: false
  public get startedAt() {
    return this.getStringAttribute('started_at');
  }

  // status - computed: true, optional: false, required: false
  public get status() {
    return this.getStringAttribute('status');
  }

  // stopped_price_per_hour - computed: true, optional: false, required: false
  public get stoppedPricePerHour() {
    return this.getNumberAttribute('stopped_price_per_hour');
  }

  // template_hash_id - computed: true, optional: true, required: false
  private _templateHashId?: string; 
  public get templateHashId() {
    return this.getStringAttribute('template_hash_id');
  }
  public set templateHashId(value: string) {
    this._templateHashId = value;
  }
  public resetTemplateHashId() {
    this._templateHashId = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get templateHashIdInput() {
    return this._templateHashId;
  }

  // time_to_running_seconds - computed: true, optional: false, required: false
  public get timeToRunningSeconds() {
    return this.getNumberAttribute('time_to_running_seconds');
  }

  // timeouts - computed: false, optional: true, required: false
  private _timeouts = new InstanceTimeoutsOutputReference(this, "timeouts");
  public get timeouts() {
    return this._timeouts;
  }
  public putTimeouts(value: InstanceTimeouts) {
    this._timeouts.internalValue = value;
  }
  public resetTimeouts() {
    this._timeouts.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get timeoutsInput() {
    return this._timeouts.internalValue;
  }

  // upload_mbps_at_rental - computed: true, optional: false, required: false
  public get uploadMbpsAtRental() {
    return this.getNumberAttribute('upload_mbps_at_rental');
  }

  // verified_at_rental - computed: true, optional: false, required: false
  public get verifiedAtRental() {
    return this.getBooleanAttribute('verified_at_rental');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      args: cdktf.listMapper(cdktf.stringToTerraform, false)(this._args),
      bid: instanceBidToTerraform(this._bid.internalValue),
      blocked_machines: cdktf.listMapper(cdktf.numberToTerraform, false)(this._blockedMachines),
      claim: cdktf.stringToTerraform(this._claim),
      claim_conflict: cdktf.stringToTerraform(this._claimConflict),
      disk_gb: cdktf.numberToTerraform(this._diskGb),
      entrypoint: cdktf.stringToTerraform(this._entrypoint),
      env: cdktf.hashMapper(cdktf.stringToTerraform)(this._env),
      image: cdktf.stringToTerraform(this._image),
      image_login: instanceImageLoginToTerraform(this._imageLogin.internalValue),
      label: cdktf.stringToTerraform(this._label),
      max_attempts: cdktf.numberToTerraform(this._maxAttempts),
      offers: cdktf.listMapper(instanceOffersToTerraform, false)(this._offers.internalValue),
      on_outbid: cdktf.stringToTerraform(this._onOutbid),
      on_stale: cdktf.stringToTerraform(this._onStale),
      onstart: cdktf.stringToTerraform(this._onstart),
      ports: cdktf.listMapper(cdktf.stringToTerraform, false)(this._ports),
      power: cdktf.stringToTerraform(this._power),
      preferences: instancePreferencesToTerraform(this._preferences.internalValue),
      reachability: cdktf.stringToTerraform(this._reachability),
      requirements: instanceRequirementsToTerraform(this._requirements.internalValue),
      runtype: cdktf.stringToTerraform(this._runtype),
      secret_env: cdktf.hashMapper(cdktf.stringToTerraform)(this._secretEnv),
      secret_env_version: cdktf.stringToTerraform(this._secretEnvVersion),
      ssh_public_keys: cdktf.listMapper(cdktf.stringToTerraform, false)(this._sshPublicKeys),
      template_hash_id: cdktf.stringToTerraform(this._templateHashId),
      timeouts: instanceTimeoutsToTerraform(this._timeouts.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      args: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._args),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      bid: {
        value: instanceBidToHclTerraform(this._bid.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "InstanceBid",
      },
      blocked_machines: {
        value: cdktf.listMapperHcl(cdktf.numberToHclTerraform, false)(this._blockedMachines),
        isBlock: false,
        type: "list",
        storageClassType: "numberList",
      },
      claim: {
        value: cdktf.stringToHclTerraform(this._claim),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      claim_conflict: {
        value: cdktf.stringToHclTerraform(this._claimConflict),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      disk_gb: {
        value: cdktf.numberToHclTerraform(this._diskGb),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      entrypoint: {
        value: cdktf.stringToHclTerraform(this._entrypoint),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      env: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._env),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      image: {
        value: cdktf.stringToHclTerraform(this._image),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      image_login: {
        value: instanceImageLoginToHclTerraform(this._imageLogin.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "InstanceImageLogin",
      },
      label: {
        value: cdktf.stringToHclTerraform(this._label),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      max_attempts: {
        value: cdktf.numberToHclTerraform(this._maxAttempts),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      offers: {
        value: cdktf.listMapperHcl(instanceOffersToHclTerraform, false)(this._offers.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "InstanceOffersList",
      },
      on_outbid: {
        value: cdktf.stringToHclTerraform(this._onOutbid),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      on_stale: {
        value: cdktf.stringToHclTerraform(this._onStale),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      onstart: {
        value: cdktf.stringToHclTerraform(this._onstart),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ports: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._ports),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      power: {
        value: cdktf.stringToHclTerraform(this._power),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      preferences: {
        value: instancePreferencesToHclTerraform(this._preferences.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "InstancePreferences",
      },
      reachability: {
        value: cdktf.stringToHclTerraform(this._reachability),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      requirements: {
        value: instanceRequirementsToHclTerraform(this._requirements.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "InstanceRequirements",
      },
      runtype: {
        value: cdktf.stringToHclTerraform(this._runtype),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      secret_env: {
        value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._secretEnv),
        isBlock: false,
        type: "map",
        storageClassType: "stringMap",
      },
      secret_env_version: {
        value: cdktf.stringToHclTerraform(this._secretEnvVersion),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      ssh_public_keys: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._sshPublicKeys),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      template_hash_id: {
        value: cdktf.stringToHclTerraform(this._templateHashId),
        isBlock: false,
        type: "simple",
        storageClassType: "string",
      },
      timeouts: {
        value: instanceTimeoutsToHclTerraform(this._timeouts.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "InstanceTimeouts",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
