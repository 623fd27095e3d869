import type { Config } from '#server/platform/config.ts';
import { addressOfRunning } from '#server/platform/running-address.ts';

/**
 * What a printed link begins with: the address the environment gives, else that of the server which
 * runs on the data folder, else the one it would have.
 */
export async function linkBaseOf(config: Config): Promise<string> {
  const isGiven = ['BELAY_BASE_URL', 'BELAY_PORT'].some((name) => process.env[name]?.trim());
  if (isGiven) return config.baseUrl;
  return (await addressOfRunning(config.dataFolder)) ?? config.baseUrl;
}
