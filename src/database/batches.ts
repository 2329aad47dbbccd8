import type { Aggregate, Connection, Query, Schema } from 'mongoose';

/**
 * Documents in one answer. By itself a database gives 101 and is asked again for the rest, which costs a list of somebody's 500
 * rooms a second round trip for each of its queries. An answer never has more than 16 MB, whatever is asked for.
 */
const BATCH = 1_000;

/** Whatever is read on this connection comes in as few answers as it can. Before the models are made. */
export const inLargeBatches = (connection: Connection): Connection =>
  connection.plugin((schema: Schema) => {
    schema.pre('find', function (this: Query<unknown, unknown>) {
      if (this.getOptions().batchSize === undefined) this.batchSize(BATCH);
    });
    schema.pre('aggregate', function (this: Aggregate<unknown>) {
      if (this.options.batchSize === undefined) this.option({ batchSize: BATCH });
    });
  });
