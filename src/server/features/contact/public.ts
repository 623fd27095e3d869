export { attachIdentity, nameChatContact } from './attach-identity.ts';
export {
  type IdentityKind,
  resolveContact,
  type Sender,
} from './resolve-contact.ts';
