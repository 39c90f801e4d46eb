import { Lazy, Token } from 'cdktf';
import type { IResolvable } from 'cdktf';

import type { OfferAnswer, OfferHandle } from '../src/synth';
import type { InstanceConfig } from './generated/instance';

type Reader<T> = (answer: OfferAnswer) => T | undefined;

/** Lazy values read from the answer to a request; absent from the output while there is none. */
class LazyAnswer {
  constructor(private readonly handle: OfferHandle) {}

  private read<T>(pick: Reader<T>): T | undefined {
    const answer = this.handle.answer();
    return answer === undefined ? undefined : pick(answer);
  }

  text(pick: Reader<string>): string {
    return Lazy.stringValue({ produce: () => this.read(pick) });
  }

  number(pick: Reader<number>): number {
    return Lazy.numberValue({ produce: () => this.read(pick) });
  }

  texts(pick: Reader<readonly string[]>): string[] {
    return Lazy.listValue({ produce: () => this.read((answer) => [...(pick(answer) ?? [])]) });
  }

  numbers(pick: Reader<Readonly<Record<string, number>>>): Record<string, number> {
    return Token.asNumberMap(this.any(pick));
  }

  any(pick: Reader<unknown>): IResolvable {
    return Lazy.anyValue({ produce: () => this.read(pick) });
  }
}

/**
 * The arguments of `vastai_instance` that come from the lookup: candidates, the requirements and preferences behind
 * them, and the claim (design.md D2, D12). Every one is lazy, because the tree is built before the market is asked.
 */
export function offerArguments(
  handle: OfferHandle,
): Pick<InstanceConfig, 'offers' | 'requirements' | 'preferences' | 'claim'> {
  const lazy = new LazyAnswer(handle);
  return {
    // Rendered as it stands: a list as a whole passes by the bindings' own mapping of names.
    offers: lazy.any(({ candidates }) =>
      candidates.map(({ offerId, machineId, pricePerHour, region }) => ({
        id: offerId,
        machine_id: machineId,
        price_per_hour: pricePerHour,
        region,
      })),
    ),
    requirements: {
      gpuName: lazy.text(({ requirements }) => requirements.gpuName),
      fallbackGpuNames: lazy.texts(({ requirements }) => requirements.fallbackGpuNames),
      numGpus: lazy.number(({ requirements }) => requirements.numGpus),
      minGpuMemoryGb: lazy.number(({ requirements }) => requirements.minGpuMemoryGb),
      maxPricePerHour: lazy.number(({ requirements }) => requirements.maxPricePerHour),
      minReliability: lazy.number(({ requirements }) => requirements.minReliability),
      minDownloadMbps: lazy.number(({ requirements }) => requirements.minDownloadMbps),
      minUploadMbps: lazy.number(({ requirements }) => requirements.minUploadMbps),
      regions: lazy.texts(({ requirements }) => requirements.regions),
      verifiedOnly: lazy.any(({ requirements }) => requirements.verifiedOnly),
      blockedHosts: lazy.texts(({ requirements }) => requirements.blockedHosts),
      blockedRegions: lazy.texts(({ requirements }) => requirements.blockedRegions),
      maxLatencyMs: lazy.number(({ requirements }) => requirements.maxLatencyMs ?? undefined),
    },
    preferences: {
      weights: {
        latency: lazy.number(({ preferences }) => preferences.weights.latency),
        price: lazy.number(({ preferences }) => preferences.weights.price),
        gpuMatch: lazy.number(({ preferences }) => preferences.weights.gpuMatch),
        reliability: lazy.number(({ preferences }) => preferences.weights.reliability),
        availability: lazy.number(({ preferences }) => preferences.weights.availability),
      },
      regionPolicy: lazy.text(({ preferences }) => preferences.regionPolicy),
      regionBonuses: lazy.numbers(({ preferences }) => preferences.regionBonuses),
      modifiers: lazy.numbers(({ preferences }) => preferences.modifiers),
      vantage: {
        name: lazy.text(({ preferences }) => preferences.vantage.name),
        latitude: lazy.number(({ preferences }) => preferences.vantage.latitude),
        longitude: lazy.number(({ preferences }) => preferences.vantage.longitude),
      },
      reliabilityFloor: lazy.number(({ preferences }) => preferences.reliabilityFloor),
      onUnprobed: lazy.text(({ preferences }) => preferences.onUnprobed),
    },
    claim: lazy.text(({ claim }) => claim),
  };
}
