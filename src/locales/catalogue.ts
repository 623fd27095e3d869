import type { catalogue as en } from './en/all.ts';

/** Every key of every area; English is the source of the type. */
export type Key = keyof typeof en;

/** A complete set of messages of one language. */
export type Catalogue = Readonly<Record<Key, string>>;

/** The messages of one area in English: each key begins with the area's name. */
export type Area<Name extends string> = Readonly<Record<`${Name}.${string}`, string>>;
