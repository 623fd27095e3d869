/** A value of type `T` that only code which checked it may call a `Name`. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
