"""The script that Streamlit runs for every screen: page set-up, navigation, then the page itself."""

from ui import shell

shell.set_up()
shell.navigate().run()
