/** An acknowledged write is on the disks of the majority. */
export const DURABLE = { w: 'majority', j: true } as const;
