/** Version of the contract, by semantic versioning: what the documents carry and what clients may rely on. */
export const contractVersion = '1.0.0';
