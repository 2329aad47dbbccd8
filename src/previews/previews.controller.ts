import type { Input } from '../contract/operation.js';
import { removePreviews } from '../contract/previews.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { PreviewsService } from './previews.service.js';

@ChatController()
export class PreviewsController {
  constructor(private readonly previews: PreviewsService) {}

  @Http(removePreviews)
  remove(caller: Caller, input: Input<typeof removePreviews>) {
    return this.previews.remove(caller, input);
  }
}
