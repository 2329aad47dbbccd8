import { Rest } from '@sdk/rest.js';
import { accessToken, SERVER } from './session.js';

/** Every operation of the contract, as the person who is signed in. */
export const { api } = new Rest({ urls: [SERVER], token: accessToken });
