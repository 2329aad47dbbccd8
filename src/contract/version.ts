/** Version of the contract, by semantic versioning: what the documents carry and what clients may rely on. */
export const contractVersion = '1.0.0';

/** Header of every answer over HTTP. Over sockets the version is in `ready`. */
export const contractVersionHeader = 'parley-contract-version';
