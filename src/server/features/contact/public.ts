export { attachIdentity, nameChatContact } from './attach-identity.ts';
export { isKnownPerson } from './known-person.ts';
export {
  type IdentityKind,
  resolveContact,
  type Sender,
} from './resolve-contact.ts';
