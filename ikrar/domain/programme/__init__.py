"""The programme of a body: drives, who is asked, and the apel where they meet."""
