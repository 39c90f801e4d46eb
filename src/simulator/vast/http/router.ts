import type { Endpoint } from './endpoint';

/** A matched route. */
export interface Match {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly endpoint: Endpoint;
  readonly segments: readonly string[];
}

/** Finds the endpoint of a request. Fixed segments win over parameters; the trailing slash is the caller's business. */
export class Router {
  private readonly routes: readonly Compiled[];

  constructor(endpoints: readonly Endpoint[]) {
    this.routes = endpoints
      .map((endpoint) => ({ endpoint, segments: endpoint.path.split('/').filter(Boolean) }))
      .sort((a, b) => parameters(a) - parameters(b));
  }

  /** The endpoint for a method and a path without query, or `null`. */
  find(method: string, path: string): Match | null {
    const parts = path.split('/').filter(Boolean);
    for (const { endpoint, segments } of this.routes) {
      if (endpoint.method !== method || segments.length !== parts.length) continue;
      const params = bind(segments, parts);
      if (params) return { endpoint, params };
    }
    return null;
  }
}

function parameters(route: Compiled): number {
  return route.segments.filter((segment) => segment.startsWith('{')).length;
}

function bind(segments: readonly string[], parts: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment.startsWith('{')) {
      try {
        params[segment.slice(1, -1)] = decodeURIComponent(part);
      } catch {
        return null;
      }
    } else if (segment !== part) {
      return null;
    }
  }
  return params;
}
