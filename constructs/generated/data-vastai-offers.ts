// @ts-nocheck
// Made by scripts/generate-bindings.ts from the provider's schema. Do not edit.
// docs/provider
// generated from terraform resource schema

import { Construct } from 'constructs';
import * as cdktf from 'cdktf';

// Configuration

export interface DataVastaiOffersConfig extends cdktf.TerraformMetaArguments {
  /**
  * Container disk in GB, part of the price. Default 50.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#disk_gb}
  */
  readonly diskGb?: number;
  /**
  * Container ports that will be published, such as `8001/tcp`; the machine must have as many.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#ports}
  */
  readonly ports?: string[];
  /**
  * How offers are ranked; as in `vastai_instance`.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#preferences}
  */
  readonly preferences?: DataVastaiOffersPreferences;
  /**
  * Hard limits; as in `vastai_instance`.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#requirements}
  */
  readonly requirements: DataVastaiOffersRequirements;
}
export interface DataVastaiOffersCandidates {
}

export function dataVastaiOffersCandidatesToTerraform(struct?: DataVastaiOffersCandidates): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  return {
  }
}


export function dataVastaiOffersCandidatesToHclTerraform(struct?: DataVastaiOffersCandidates): any {
  if (!cdktf.canInspect(struct) || cdktf.Tokenization.isResolvable(struct)) { return struct; }
  if (cdktf.isComplexElement(struct)) {
    throw new Error("A complex element was used as configuration, this is not supported: https://cdk.tf/complex-object-as-configuration");
  }
  const attrs = {
  };
  return attrs;
}

export class DataVastaiOffersCandidatesOutputReference extends cdktf.ComplexObject {
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

  public get internalValue(): DataVastaiOffersCandidates | undefined {
    let hasAnyValues = this.isEmptyObject;
    const internalValueResult: any = {};
    return hasAnyValues ? internalValueResult : undefined;
  }

  public set internalValue(value: DataVastaiOffersCandidates | undefined) {
    if (value === undefined) {
      this.isEmptyObject = false;
    }
    else {
      this.isEmptyObject = Object.keys(value).length === 0;
    }
  }

  // id - computed: true, optional: false, required: false
  public get id() {
    return this.getNumberAttribute('id');
  }

  // machine_id - computed: true, optional: false, required: false
  public get machineId() {
    return this.getNumberAttribute('machine_id');
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

export class DataVastaiOffersCandidatesList extends cdktf.ComplexList {

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
  public get(index: number): DataVastaiOffersCandidatesOutputReference {
    return new DataVastaiOffersCandidatesOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface DataVastaiOffersPreferencesVantage {
  /**
  * Degrees north.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#latitude}
  */
  readonly latitude: number;
  /**
  * Degrees east.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#longitude}
  */
  readonly longitude: number;
  /**
  * Name of the place.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#name}
  */
  readonly name: string;
}

export function dataVastaiOffersPreferencesVantageToTerraform(struct?: DataVastaiOffersPreferencesVantage | cdktf.IResolvable): any {
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


export function dataVastaiOffersPreferencesVantageToHclTerraform(struct?: DataVastaiOffersPreferencesVantage | cdktf.IResolvable): any {
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

export class DataVastaiOffersPreferencesVantageOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataVastaiOffersPreferencesVantage | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataVastaiOffersPreferencesVantage | cdktf.IResolvable | undefined) {
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

  // latitude - computed: false, optional: false, required: true
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

  // longitude - computed: false, optional: false, required: true
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

  // name - computed: false, optional: false, required: true
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
export interface DataVastaiOffersPreferencesWeights {
  /**
  * Weight of availability. Default 0.05.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#availability}
  */
  readonly availability?: number;
  /**
  * Weight of the exact GPU model. Default 0.2.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#gpu_match}
  */
  readonly gpuMatch?: number;
  /**
  * Weight of latency. Default 0.35.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#latency}
  */
  readonly latency?: number;
  /**
  * Weight of price. Default 0.25.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#price}
  */
  readonly price?: number;
  /**
  * Weight of reliability. Default 0.15.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#reliability}
  */
  readonly reliability?: number;
}

export function dataVastaiOffersPreferencesWeightsToTerraform(struct?: DataVastaiOffersPreferencesWeights | cdktf.IResolvable): any {
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


export function dataVastaiOffersPreferencesWeightsToHclTerraform(struct?: DataVastaiOffersPreferencesWeights | cdktf.IResolvable): any {
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

export class DataVastaiOffersPreferencesWeightsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataVastaiOffersPreferencesWeights | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataVastaiOffersPreferencesWeights | cdktf.IResolvable | undefined) {
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
export interface DataVastaiOffersPreferences {
  /**
  * Extra score points by name.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#modifiers}
  */
  readonly modifiers?: { [key: string]: number };
  /**
  * What `max_latency_ms` does with an offer that was not measured. Default `estimate`.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#on_unprobed}
  */
  readonly onUnprobed?: string;
  /**
  * Score points by tier or region code.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#region_bonuses}
  */
  readonly regionBonuses?: { [key: string]: number };
  /**
  * `staged` (default): an earlier region is exhausted first. `score`: one pool.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#region_policy}
  */
  readonly regionPolicy?: string;
  /**
  * Reliability that earns no points. Default 0.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#reliability_floor}
  */
  readonly reliabilityFloor?: number;
  /**
  * Where latency is estimated from. Default Silicon Valley.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#vantage}
  */
  readonly vantage?: DataVastaiOffersPreferencesVantage;
  /**
  * How the score is put together.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#weights}
  */
  readonly weights?: DataVastaiOffersPreferencesWeights;
}

export function dataVastaiOffersPreferencesToTerraform(struct?: DataVastaiOffersPreferences | cdktf.IResolvable): any {
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
    vantage: dataVastaiOffersPreferencesVantageToTerraform(struct!.vantage),
    weights: dataVastaiOffersPreferencesWeightsToTerraform(struct!.weights),
  }
}


export function dataVastaiOffersPreferencesToHclTerraform(struct?: DataVastaiOffersPreferences | cdktf.IResolvable): any {
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
      value: dataVastaiOffersPreferencesVantageToHclTerraform(struct!.vantage),
      isBlock: true,
      type: "struct",
      storageClassType: "DataVastaiOffersPreferencesVantage",
    },
    weights: {
      value: dataVastaiOffersPreferencesWeightsToHclTerraform(struct!.weights),
      isBlock: true,
      type: "struct",
      storageClassType: "DataVastaiOffersPreferencesWeights",
    },
  };

  // remove undefined attributes
  return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined));
}

export class DataVastaiOffersPreferencesOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataVastaiOffersPreferences | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataVastaiOffersPreferences | cdktf.IResolvable | undefined) {
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

  // vantage - computed: false, optional: true, required: false
  private _vantage = new DataVastaiOffersPreferencesVantageOutputReference(this, "vantage");
  public get vantage() {
    return this._vantage;
  }
  public putVantage(value: DataVastaiOffersPreferencesVantage) {
    this._vantage.internalValue = value;
  }
  public resetVantage() {
    this._vantage.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get vantageInput() {
    return this._vantage.internalValue;
  }

  // weights - computed: false, optional: true, required: false
  private _weights = new DataVastaiOffersPreferencesWeightsOutputReference(this, "weights");
  public get weights() {
    return this._weights;
  }
  public putWeights(value: DataVastaiOffersPreferencesWeights) {
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
export interface DataVastaiOffersRequirements {
  /**
  * `12345` (host or machine), `host:12345` or `machine:12345`.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#blocked_hosts}
  */
  readonly blockedHosts?: string[];
  /**
  * Regions never rented in.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#blocked_regions}
  */
  readonly blockedRegions?: string[];
  /**
  * Models accepted when the first is not to be had, best first.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#fallback_gpu_names}
  */
  readonly fallbackGpuNames?: string[];
  /**
  * GPU model, such as `RTX 3060`.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#gpu_name}
  */
  readonly gpuName: string;
  /**
  * Highest latency from the vantage, ms. Default: no limit.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#max_latency_ms}
  */
  readonly maxLatencyMs?: number;
  /**
  * Most that may be paid, USD per hour with disk. Checked before renting and on the instance.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#max_price_per_hour}
  */
  readonly maxPricePerHour: number;
  /**
  * Least download speed, Mbit/s. Default 100.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#min_download_mbps}
  */
  readonly minDownloadMbps?: number;
  /**
  * Memory of one GPU in GB. Default 12.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#min_gpu_memory_gb}
  */
  readonly minGpuMemoryGb?: number;
  /**
  * Least reliability of the host, 0 to 1. Default 0.95.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#min_reliability}
  */
  readonly minReliability?: number;
  /**
  * Least upload speed, Mbit/s. Default 100.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#min_upload_mbps}
  */
  readonly minUploadMbps?: number;
  /**
  * GPUs of one offer. Default 1.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#num_gpus}
  */
  readonly numGpus?: number;
  /**
  * Regions in order of preference, such as `["US-CA", "US", "CA"]`. Default `["US", "CA"]`.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#regions}
  */
  readonly regions?: string[];
  /**
  * Only hosts that the marketplace verified. Default true.
  *
  * Docs at Terraform Registry: {@link docs/provider DataVastaiOffers#verified_only}
  */
  readonly verifiedOnly?: boolean | cdktf.IResolvable;
}

export function dataVastaiOffersRequirementsToTerraform(struct?: DataVastaiOffersRequirements | cdktf.IResolvable): any {
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


export function dataVastaiOffersRequirementsToHclTerraform(struct?: DataVastaiOffersRequirements | cdktf.IResolvable): any {
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

export class DataVastaiOffersRequirementsOutputReference extends cdktf.ComplexObject {
  private isEmptyObject = false;
  private resolvableValue?: cdktf.IResolvable;

  /**
  * @param terraformResource The parent resource
  * @param terraformAttribute The attribute on the parent resource this class is referencing
  */
  public constructor(terraformResource: cdktf.IInterpolatingParent, terraformAttribute: string) {
    super(terraformResource, terraformAttribute, false);
  }

  public get internalValue(): DataVastaiOffersRequirements | cdktf.IResolvable | undefined {
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

  public set internalValue(value: DataVastaiOffersRequirements | cdktf.IResolvable | undefined) {
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

/**
* Represents a {@link docs/provider vastai_offers}
*/
export class DataVastaiOffers extends cdktf.TerraformDataSource {

  // =================
  // STATIC PROPERTIES
  // =================
  public static readonly tfResourceType = "vastai_offers";

  // ==============
  // STATIC Methods
  // ==============
  /**
  * Generates CDKTF code for importing a DataVastaiOffers resource upon running "cdktf plan <stack-name>"
  * @param scope The scope in which to define this construct
  * @param importToId The construct id used in the generated config for the DataVastaiOffers to import
  * @param importFromId The id of the existing DataVastaiOffers that should be imported. Refer to the {@link docs/provider import section} in the documentation of this resource for the id to use
  * @param provider? Optional instance of the provider where the DataVastaiOffers to import is found
  */
  public static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: cdktf.TerraformProvider) {
        return new cdktf.ImportableResource(scope, importToId, { terraformResourceType: "vastai_offers", importId: importFromId, provider });
      }

  // ===========
  // INITIALIZER
  // ===========

  /**
  * Create a new {@link docs/provider vastai_offers} Data Source
  *
  * @param scope The scope in which to define this construct
  * @param id The scoped construct ID. Must be unique amongst siblings in the same scope
  * @param options DataVastaiOffersConfig
  */
  public constructor(scope: Construct, id: string, config: DataVastaiOffersConfig) {
    super(scope, id, {
      terraformResourceType: 'vastai_offers',
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
    this._diskGb = config.diskGb;
    this._ports = config.ports;
    this._preferences.internalValue = config.preferences;
    this._requirements.internalValue = config.requirements;
  }

  // ==========
  // ATTRIBUTES
  // ==========

  // candidates - computed: true, optional: false, required: false
  private _candidates = new DataVastaiOffersCandidatesList(this, "candidates", false);
  public get candidates() {
    return this._candidates;
  }

  // disk_gb - computed: false, optional: true, required: false
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

  // explanation - computed: true, optional: false, required: false
  public get explanation() {
    return this.getStringAttribute('explanation');
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

  // preferences - computed: false, optional: true, required: false
  private _preferences = new DataVastaiOffersPreferencesOutputReference(this, "preferences");
  public get preferences() {
    return this._preferences;
  }
  public putPreferences(value: DataVastaiOffersPreferences) {
    this._preferences.internalValue = value;
  }
  public resetPreferences() {
    this._preferences.internalValue = undefined;
  }
  // Temporarily expose input value. Use with caution.
  public get preferencesInput() {
    return this._preferences.internalValue;
  }

  // requirements - computed: false, optional: false, required: true
  private _requirements = new DataVastaiOffersRequirementsOutputReference(this, "requirements");
  public get requirements() {
    return this._requirements;
  }
  public putRequirements(value: DataVastaiOffersRequirements) {
    this._requirements.internalValue = value;
  }
  // Temporarily expose input value. Use with caution.
  public get requirementsInput() {
    return this._requirements.internalValue;
  }

  // selection_record - computed: true, optional: false, required: false
  public get selectionRecord() {
    return this.getStringAttribute('selection_record');
  }

  // =========
  // SYNTHESIS
  // =========

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      disk_gb: cdktf.numberToTerraform(this._diskGb),
      ports: cdktf.listMapper(cdktf.stringToTerraform, false)(this._ports),
      preferences: dataVastaiOffersPreferencesToTerraform(this._preferences.internalValue),
      requirements: dataVastaiOffersRequirementsToTerraform(this._requirements.internalValue),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      disk_gb: {
        value: cdktf.numberToHclTerraform(this._diskGb),
        isBlock: false,
        type: "simple",
        storageClassType: "number",
      },
      ports: {
        value: cdktf.listMapperHcl(cdktf.stringToHclTerraform, false)(this._ports),
        isBlock: false,
        type: "list",
        storageClassType: "stringList",
      },
      preferences: {
        value: dataVastaiOffersPreferencesToHclTerraform(this._preferences.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "DataVastaiOffersPreferences",
      },
      requirements: {
        value: dataVastaiOffersRequirementsToHclTerraform(this._requirements.internalValue),
        isBlock: true,
        type: "struct",
        storageClassType: "DataVastaiOffersRequirements",
      },
    };

    // remove undefined attributes
    return Object.fromEntries(Object.entries(attrs).filter(([_, value]) => value !== undefined && value.value !== undefined ))
  }
}
