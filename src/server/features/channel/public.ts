export {
  type EmailChannel,
  readChannels,
  type StoredChannel,
  type WebchatChannel,
} from './channel-row.ts';
export { insertChannel } from './commands.ts';
export { knownPasswords } from './known-passwords.ts';
export { signWebhook } from './hook-signature.ts';
export { channelRoutes, type MailDoors } from './routes.ts';
