type Form = 'zero' | 'one' | 'two' | 'few' | 'many';
type Plural<Key> = Key extends `${infer Base}_other` ? Base : never;

/** The same texts in another language. Which plural forms it has beside `_other` is its own affair. */
export type Translation<Texts> = Record<Exclude<keyof Texts, `${string}_one`>, string> &
  Partial<Record<`${Plural<keyof Texts>}_${Form}`, string>>;
