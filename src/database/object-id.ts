import { Types } from 'mongoose';

export type ObjectId = Types.ObjectId;

/** A stored id. The text was validated as an `Id` of the contract before it comes here. */
export const toObjectId = (id: string): ObjectId => Types.ObjectId.createFromHexString(id);

/** A new id, made by us so that a retried write is the same write. */
export const newId = (): string => new Types.ObjectId().toHexString();

/** Below and above every id: for ranges that are open, and must not be so for the index. */
export const FIRST_ID = '0'.repeat(24);
export const LAST_ID = 'f'.repeat(24);
