import { canonicalJson, explainNothing, renderSelectionLog, trimRecord } from '../../selection';
import { defineDataSource, DiagnosticError } from '../../tfplugin';
import { accountOf, type ProviderClient } from '../account';
import { withApiErrors } from '../api-errors';
import { configuredPreferences, configuredRequirements, reportUnusable } from '../instance/configured';
import { offersSchema } from './schema';

/**
 * `vastai_offers`: the lookup of synth at plan time, for configurations in HCL. One search serves all data sources of a
 * run that ask the market the same question.
 */
export const offersDataSource = defineDataSource<ProviderClient>()({
  schema: offersSchema,
  validate: ({ config, error }) => reportUnusable(config, error),
  read: ({ config, client }) =>
    withApiErrors(async () => {
      const sizes = {
        ...(config.disk_gb === null ? {} : { diskGb: config.disk_gb }),
        portCount: config.ports?.length ?? 0,
      };
      const { record, candidates } = await accountOf(client).lookUpOffers({
        requirements: configuredRequirements(config.requirements, sizes),
        preferences: configuredPreferences(config.preferences),
      });
      if (candidates.length === 0) {
        throw new DiagnosticError({
          summary: 'No offer matches',
          detail: explainNothing(record),
          path: ['requirements'],
        });
      }
      return {
        ...config,
        candidates: candidates.map(({ offerId, machineId, pricePerHour, region }) => ({
          id: offerId,
          machine_id: machineId,
          price_per_hour: pricePerHour,
          region,
        })),
        explanation: renderSelectionLog(record).join('\n'),
        selection_record: canonicalJson(trimRecord(record)),
      };
    }),
});
