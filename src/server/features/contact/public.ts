export { attachIdentity, nameChatContact } from './attach-identity.ts';
export {
  type IdentityKind,
  normaliseIdentity,
  resolveContact,
  type Sender,
} from './resolve-contact.ts';
