"""One bounded, guarded way out: addresses, guard, client, robots and pacing. Everything that takes a URL goes through here."""
