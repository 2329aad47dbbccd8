import { getThread } from '../contract/messages.js';
import type { Input } from '../contract/operation.js';
import { followThread, listThreads, markThreadRead, unfollowThread } from '../contract/threads.js';
import type { Caller } from '../identity/caller.js';
import { ChatController, Http } from '../transport/operation.decorators.js';
import { FollowedThreadsService } from './followed-threads.service.js';
import { ThreadsService } from './threads.service.js';

@ChatController()
export class ThreadsController {
  constructor(
    private readonly threads: ThreadsService,
    private readonly followed: FollowedThreadsService,
  ) {}

  @Http(listThreads)
  list(caller: Caller, input: Input<typeof listThreads>) {
    return this.followed.list(caller, input);
  }

  @Http(getThread)
  get(caller: Caller, input: Input<typeof getThread>) {
    return this.threads.get(caller, input);
  }

  @Http(followThread)
  follow(caller: Caller, input: Input<typeof followThread>) {
    return this.threads.follow(caller, input);
  }

  @Http(unfollowThread)
  unfollow(caller: Caller, input: Input<typeof unfollowThread>) {
    return this.threads.unfollow(caller, input);
  }

  @Http(markThreadRead)
  markRead(caller: Caller, input: Input<typeof markThreadRead>) {
    return this.threads.markRead(caller, input);
  }
}
