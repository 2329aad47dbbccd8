import { listGifs } from '../contract/gifs.js';
import type { Input } from '../contract/operation.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { GifsService } from './gifs.service.js';

@ChatController()
export class GifsController {
  constructor(private readonly gifs: GifsService) {}

  @Http(listGifs)
  list(_caller: Caller, input: Input<typeof listGifs>) {
    return this.gifs.list(input);
  }
}
