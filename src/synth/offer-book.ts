import { Annotations, Lazy, TerraformStack, Token } from 'cdktf';
import type { IConstruct } from 'constructs';

import { requirementsForProfile } from '../config';
import type { ProfileName, SearchRequirements, Settings } from '../config';
import { requirementsHash } from '../market';
import type { LockEntry, OfferRequest } from '../market';
import { canonicalJson } from '../selection';
import type { Candidate, Preferences, Requirements } from '../selection';

/** What a construct asks for; what it leaves out comes from the settings that `synthVast` is given. */
export interface OfferWish {
  /** Requirements that the construct sets itself. */
  readonly requirements: Partial<SearchRequirements>;
  /**
   * Fills what neither the construct nor an explicit settings key says, in place of the profile of the settings.
   * Default: the profile of the settings, if they have one.
   */
  readonly profile?: ProfileName | undefined;
  /** GB; part of the price. */
  readonly diskGb: number;
  /** Public ports, counted when the tree is complete: services may still be added. */
  readonly portCount: () => number;
}

/** What a settled request is rendered from. */
export interface OfferAnswer {
  readonly requirements: Requirements;
  readonly preferences: Preferences;
  /** Best first, one offer a machine; empty when nothing is locked. */
  readonly candidates: readonly Candidate[];
  /** 12 hex digits, or undefined in a project without a `projectId`. */
  readonly claim: string | undefined;
}

/** The construct's side of a request. */
export interface OfferHandle {
  /** The answer; undefined until `synthVast` has settled the tree. Read it in a `Lazy`. */
  answer(): OfferAnswer | undefined;
}

/** What `synthVast` knows of the place that it synthesizes to. */
export interface SynthSite {
  /** Claim of a construct path. */
  claimOf(path: string): string | undefined;
  /** Path of the settings' file as seen from a stack's folder; undefined when the settings came from no file. */
  configFileOf(stack: TerraformStack): string | undefined;
}

const BOOK = Symbol.for('cdktf-vast-gpu/OfferBook');

/** How to fill the lock, for messages. */
const LOCK_COMMAND = "'VAST_LOOKUP=missing npx cdktf synth'";

/** What a wish says before the tree is complete; none of it may be a token. */
const plainValuesOf = ({ requirements, diskGb, profile }: OfferWish): Readonly<Record<string, unknown>> => ({
  ...requirements,
  diskGb,
  profile,
});

interface Page {
  readonly scope: IConstruct;
  readonly wish: OfferWish;
  request?: OfferRequest;
  entry?: LockEntry;
}

/**
 * The requests and answers of one construct tree. Constructors stay synchronous: they ask here and render lazily;
 * `synthVast` answers all of them together before the tree is synthesized (design.md D2, cdktf.md 10.3).
 */
export class OfferBook {
  private readonly pages = new Map<string, Page>();
  private site: SynthSite | undefined;

  /** The book of the tree that `scope` belongs to; it hangs on the root, so all stacks share it. */
  static of(scope: IConstruct): OfferBook {
    const root: IConstruct & { [BOOK]?: OfferBook } = scope.node.root;
    const there = root[BOOK];
    if (there !== undefined) return there;
    const book = new OfferBook();
    Object.defineProperty(root, BOOK, { value: book });
    return book;
  }

  /**
   * Asks for an offer for the construct `scope`. Synthesis fails with a message at its path while it has none.
   * @throws Error when a value that takes part in the search is a token, or when `scope` has asked before
   */
  request(scope: IConstruct, wish: OfferWish): OfferHandle {
    const { path } = scope.node;
    for (const [field, value] of Object.entries(plainValuesOf(wish))) {
      if (!Token.isUnresolved(value)) continue;
      throw new Error(
        `'${field}' takes part in the search for an offer at synth, so it must be a plain value, got a token at ${path}`,
      );
    }
    if (this.pages.has(path)) throw new Error(`an offer for ${path} was requested twice`);
    const page: Page = { scope, wish };
    this.pages.set(path, page);
    scope.node.addValidation({ validate: () => this.problemsOf(page) });
    return { answer: () => this.answerOf(page) };
  }

  /**
   * Where the provider of this stack finds the settings' file: lazy, and absent from the output unless `synthVast`
   * knows of a file.
   */
  configFileOf(scope: IConstruct): string {
    return Lazy.stringValue({ produce: () => this.site?.configFileOf(TerraformStack.of(scope)) });
  }

  /**
   * All requests, completed by the settings, in path order.
   * @internal called by `synthVast`
   */
  _open(
    settings: Pick<Settings, 'requirements' | 'preferences' | 'choices'>,
    site: SynthSite,
  ): readonly OfferRequest[] {
    this.site = site;
    const requests = [...this.pages].map(([path, page]): OfferRequest => {
      const { profile, requirements, diskGb, portCount } = page.wish;
      const configured =
        profile === undefined ? settings.requirements : requirementsForProfile(settings, profile);
      const request = {
        path,
        requirements: { ...configured, ...requirements, diskGb, portCount: portCount() },
        preferences: settings.preferences,
      };
      page.request = request;
      return request;
    });
    return requests.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * Enters the answer to a request.
   * @param stale warn that the entry is an old candidate, which may be gone
   * @internal called by `synthVast`
   */
  _settle(path: string, entry: LockEntry, stale: boolean): void {
    const page = this.pages.get(path);
    if (page === undefined) return;
    page.entry = entry;
    if (!stale) return;
    Annotations.of(page.scope).addWarning(
      `the offers locked for '${path}' were chosen at ${entry.resolvedAt} and may be gone; ${LOCK_COMMAND} chooses anew`,
    );
  }

  private answerOf({ scope, request, entry }: Page): OfferAnswer | undefined {
    if (request === undefined) return undefined;
    return {
      requirements: request.requirements,
      preferences: request.preferences,
      candidates: entry?.candidates ?? [],
      claim: this.site?.claimOf(scope.node.path),
    };
  }

  private problemsOf({ wish, request, entry }: Page): string[] {
    if (request === undefined) {
      const asked = canonicalJson(plainValuesOf(wish));
      return [
        `no GPU offer is locked for ${asked}: the tree was synthesized without its offers; ` +
          `call 'await synthVast(app, settings)' in place of 'app.synth()'`,
      ];
    }
    if (entry?.queryHash === requirementsHash(request.requirements)) return [];
    return [
      `no GPU offer is locked for ${canonicalJson(request.requirements)}; run ${LOCK_COMMAND} and commit offers.lock.json`,
    ];
  }
}
