/** Protocols that a container port can be opened for. */
export type PortProtocol = 'tcp' | 'udp';

/** A container port as the platform spells it, such as `8001/tcp`. */
export function portKey(port: number, protocol: PortProtocol = 'tcp'): string {
  return `${port}/${protocol}`;
}

/**
 * Reads `8001`, `8001/tcp` or `8001/udp`.
 * @param prop the prop to name in the error
 * @returns the platform's spelling, `8001/tcp`
 * @throws Error when the text is none of these or the number is outside 1 to 65535
 */
export function parsePort(text: string, prop: string): string {
  const match = /^(\d{1,5})(?:\/(tcp|udp))?$/i.exec(text.trim());
  const port = Number(match?.[1]);
  if (match === null || port < 1 || port > 65535) {
    throw new Error(`${prop} must hold container ports such as '8001' or '8001/tcp', got '${text}'`);
  }
  return portKey(port, match[2]?.toLowerCase() === 'udp' ? 'udp' : 'tcp');
}

/**
 * @param prop the prop to name in the error
 * @throws Error when `port` is not a whole number from 1 to 65535
 */
export function assertPortNumber(port: number, prop: string): void {
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return;
  throw new Error(`${prop} must be a whole number from 1 to 65535, got ${port}`);
}
